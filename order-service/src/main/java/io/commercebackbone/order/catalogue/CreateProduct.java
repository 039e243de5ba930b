package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;

/**
 * Puts a product into the catalogue.
 *
 * @param stock units to begin with, 0 or more
 */
public record CreateProduct(String name, Money price, int stock) {

    public CreateProduct {
        if (stock < 0) {
            throw new IllegalArgumentException("stock must be 0 or more but is " + stock);
        }
    }
}
