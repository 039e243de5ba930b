package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.catalogue.CreateProduct;
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
import org.jspecify.annotations.Nullable;

/**
 * A product to be added.
 *
 * @param price in KRW, up to 1,000,000,000 with two decimals at most
 * @param stock units to begin with
 * @param currency may be said, and is the only one there is
 */
record CreateProductRequest(
        @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE, message = "must not contain control characters")
        String name,

        @NotNull @DecimalMin("0") @DecimalMax(HIGHEST_PRICE) @Digits(integer = 10, fraction = 2)
        BigDecimal price,

        @NotNull @Min(0) @Max(MOST_STOCK) Integer stock,
        @Nullable @Pattern(regexp = Money.CURRENCY) String currency) {

    static final String PRINTABLE = "\\P{Cntrl}*";
    static final String HIGHEST_PRICE = "1000000000";
    static final int MOST_STOCK = 1_000_000_000;

    CreateProduct command() {
        return new CreateProduct(name, new Money(price), stock);
    }
}
