package io.commercebackbone.payment.payments.web;

import io.commercebackbone.payment.payments.RefundResult;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a payment was given back.
 *
 * @param refundId null if it was not
 */
record RefundResponse(UUID orderId, Status status, @Nullable UUID refundId) {

    enum Status {
        /** Now or before. */
        REFUNDED,
        /** The order was not paid. */
        NOTHING_TO_REFUND,
        /** The shipment has left. */
        TOO_LATE
    }

    static RefundResponse of(UUID orderId, RefundResult result) {
        return switch (result) {
            case RefundResult.Refunded it -> new RefundResponse(orderId, Status.REFUNDED, it.refundId());
            case RefundResult.NothingToRefund it -> new RefundResponse(orderId, Status.NOTHING_TO_REFUND, null);
            case RefundResult.TooLate it -> new RefundResponse(orderId, Status.TOO_LATE, null);
        };
    }
}
