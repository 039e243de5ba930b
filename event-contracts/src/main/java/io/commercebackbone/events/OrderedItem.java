package io.commercebackbone.events;

import java.util.UUID;

/**
 * How many of a product were ordered.
 *
 * @param quantity 1 or more
 */
public record OrderedItem(UUID productId, int quantity) {

    public OrderedItem {
        Require.present(productId, "productId");
        Require.positive(quantity, "quantity");
    }
}
