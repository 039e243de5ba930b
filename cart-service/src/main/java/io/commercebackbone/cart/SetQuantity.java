package io.commercebackbone.cart;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How many of a product the cart shall hold.
 *
 * @param quantity 1 to 999
 */
record SetQuantity(@NotNull @Min(1) @Max(999) Integer quantity) {}
