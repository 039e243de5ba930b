package io.commercebackbone.order.ordering;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * Identifies an order, and keys its events.
 *
 * @param value UUIDv7 for orders placed here, so that ids rise with time
 */
@Embeddable
public record OrderId(UUID value) {

    public static OrderId next() {
        return new OrderId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
