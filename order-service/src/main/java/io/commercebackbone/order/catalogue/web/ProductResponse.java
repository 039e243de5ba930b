package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.catalogue.Availability;
import io.commercebackbone.order.catalogue.ProductView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A product.
 *
 * @param price in KRW
 * @param stock units that can be ordered now
 * @param availability whether few units or none are left
 */
record ProductResponse(
        UUID id, String name, BigDecimal price, int stock, Availability availability, Instant createdAt) {

    static ProductResponse of(ProductView product, Availability availability) {
        return new ProductResponse(
                product.id().value(),
                product.name(),
                product.price().amount(),
                product.stock(),
                availability,
                product.createdAt());
    }
}
