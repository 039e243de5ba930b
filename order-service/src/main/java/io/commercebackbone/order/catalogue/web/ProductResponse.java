package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.catalogue.ProductView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A product.
 *
 * @param price in KRW
 * @param stock units that can be ordered now
 */
record ProductResponse(UUID id, String name, BigDecimal price, int stock, Instant createdAt) {

    static ProductResponse of(ProductView product) {
        return new ProductResponse(
                product.id().value(), product.name(), product.price().amount(), product.stock(), product.createdAt());
    }
}
