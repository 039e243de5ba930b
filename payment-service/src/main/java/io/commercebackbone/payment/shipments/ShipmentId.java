package io.commercebackbone.payment.shipments;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * Identifies a shipment.
 *
 * @param value UUIDv7 for shipments made here, so that ids rise with time
 */
@Embeddable
public record ShipmentId(UUID value) {

    public static ShipmentId next() {
        return new ShipmentId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
