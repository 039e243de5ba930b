package io.commercebackbone.order.catalogue.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A change of a product's stock by hand.
 *
 * @param delta units that come, or go when negative; not 0
 */
record AdjustStockRequest(
        @NotNull @Min(-CreateProductRequest.MOST_STOCK) @Max(CreateProductRequest.MOST_STOCK)
        Integer delta,

        @NotBlank
        @Size(max = 200)
        @Pattern(regexp = CreateProductRequest.PRINTABLE, message = "must not contain control characters")
        String reason) {}
