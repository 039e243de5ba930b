package io.commercebackbone.payment.payments;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * Identifies a payment.
 *
 * @param value UUIDv7, so that ids rise with time
 */
public record PaymentId(UUID value) {

    static PaymentId next() {
        return new PaymentId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
