package io.commercebackbone.order.ordering.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.order.ordering.OrderStatus;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** How an order that was not cancelled is answered. */
final class CancelProblem {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private CancelProblem() {}

    /** It passes, so it is worth trying again under the same key. */
    static Problem beingPaid(UUID order) {
        return Problem.retryable(
                HttpStatus.CONFLICT,
                "order-being-paid",
                "Order %s is being paid; it can be cancelled when that has ended".formatted(order),
                RETRY_AFTER);
    }

    static Problem notCancellable(UUID order, OrderStatus status) {
        String why = status == OrderStatus.PAID ? "its shipment has left" : "it is " + status;
        return new Problem(
                HttpStatus.CONFLICT, "order-not-cancellable", "Order %s cannot be cancelled: %s".formatted(order, why));
    }

    /** To try again is safe, and not needed: the wish is noted. */
    static Problem refundDue(UUID order) {
        return Problem.retryable(
                HttpStatus.SERVICE_UNAVAILABLE,
                "order-refund-due",
                "Order %s will be cancelled as soon as its payment can be given back, unless its shipment leaves before"
                        .formatted(order),
                RETRY_AFTER);
    }
}
