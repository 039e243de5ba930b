package io.commercebackbone.cart;

import java.util.UUID;

/**
 * How many of a product.
 *
 * @param quantity 1 to 999
 */
record CartItem(UUID productId, int quantity) {}
