package io.commercebackbone.order.coupons.web;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.coupons.CreateCampaign;
import io.commercebackbone.order.coupons.Discount;
import io.commercebackbone.order.coupons.DiscountType;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign to be started; amounts are in KRW, up to 1,000,000,000 with two decimals at most.
 *
 * @param discountValue an amount if {@code discountType} is FIXED, per cent if it is RATE
 * @param minOrderAmount the least total of an order that a coupon can be used for; 0 unless given
 * @param maxDiscountAmount the most that a coupon takes off; no limit unless given
 * @param currency may be said, and is the only one there is
 */
record CreateCampaignRequest(
        @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE, message = "must not contain control characters")
        String name,

        @NotNull DiscountType discountType,

        @NotNull @DecimalMin("0.01") @DecimalMax(HIGHEST) @Digits(integer = 10, fraction = 2)
        BigDecimal discountValue,

        @Nullable @DecimalMin("0") @DecimalMax(HIGHEST) @Digits(integer = 10, fraction = 2)
        BigDecimal minOrderAmount,

        @Nullable @DecimalMin("0.01") @DecimalMax(HIGHEST) @Digits(integer = 10, fraction = 2)
        BigDecimal maxDiscountAmount,

        @NotNull @Min(1) @Max(CreateCampaign.MOST_COUPONS) Integer totalQuantity,
        @NotNull Instant validFrom,
        @NotNull Instant validUntil,
        @Nullable @Pattern(regexp = Money.CURRENCY) String currency) {

    private static final String PRINTABLE = "\\P{Cntrl}*";
    private static final String HIGHEST = "1000000000";

    /** @throws IllegalArgumentException if a rate is above 100, or the campaign ends before it begins */
    CreateCampaign command() {
        Discount discount = new Discount(
                discountType,
                discountValue,
                minOrderAmount == null ? Money.ZERO : new Money(minOrderAmount),
                maxDiscountAmount == null ? null : new Money(maxDiscountAmount));
        return new CreateCampaign(name, discount, totalQuantity, validFrom, validUntil);
    }
}
