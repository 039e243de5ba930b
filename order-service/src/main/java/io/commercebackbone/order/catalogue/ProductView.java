package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;
import java.time.Instant;

/**
 * A product as it is at one moment.
 *
 * @param stock units that can be ordered, 0 or more
 */
public record ProductView(ProductId id, String name, Money price, int stock, Instant createdAt) {}
