package io.commercebackbone.order.catalogue;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * Identifies a product.
 *
 * @param value UUIDv7 for products made here, so that ids rise with time
 */
@Embeddable
public record ProductId(UUID value) {

    static ProductId next() {
        return new ProductId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
