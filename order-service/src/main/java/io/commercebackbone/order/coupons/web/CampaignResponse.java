package io.commercebackbone.order.coupons.web;

import io.commercebackbone.order.coupons.Campaign;
import io.commercebackbone.order.coupons.Discount;
import io.commercebackbone.order.coupons.DiscountType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign; amounts are in KRW.
 *
 * @param discountValue an amount if {@code discountType} is FIXED, per cent if it is RATE
 * @param maxDiscountAmount the most that a coupon takes off; null is no limit
 * @param issuedQuantity how many of {@code totalQuantity} are issued
 * @param validUntil when coupons cannot be issued or used any more
 */
record CampaignResponse(
        UUID id,
        String name,
        DiscountType discountType,
        BigDecimal discountValue,
        BigDecimal minOrderAmount,
        @Nullable BigDecimal maxDiscountAmount,
        int totalQuantity,
        int issuedQuantity,
        Instant validFrom,
        Instant validUntil,
        Instant createdAt) {

    static CampaignResponse of(Campaign campaign) {
        Discount discount = campaign.discount();
        return new CampaignResponse(
                campaign.id().value(),
                campaign.name(),
                discount.type(),
                discount.value(),
                discount.minOrder().amount(),
                discount.most() == null ? null : discount.most().amount(),
                campaign.totalQuantity(),
                campaign.issuedQuantity(),
                campaign.validFrom(),
                campaign.validUntil(),
                campaign.createdAt());
    }
}
