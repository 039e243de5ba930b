package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.catalogue.ChangeProduct;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What of a product is to be changed; what is not given stays. */
record ChangeProductRequest(
        @Nullable
        @Size(min = 1, max = 200)
        @Pattern(regexp = NAME, message = "must not be blank or contain control characters")
        String name,

        @Nullable @DecimalMin("0") @DecimalMax(CreateProductRequest.HIGHEST_PRICE) @Digits(integer = 10, fraction = 2)
        BigDecimal price,

        @Nullable @Pattern(regexp = Money.CURRENCY) String currency) {

    private static final String NAME = "(?=.*\\S)\\P{Cntrl}*";

    ChangeProduct command() {
        return new ChangeProduct(name, price == null ? null : new Money(price));
    }
}
