package io.commercebackbone.payment.payments.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.payment.payments.BeginResult;
import io.commercebackbone.payment.payments.Payment;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** How a payment that was not made is answered. */
final class PaymentProblem {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private PaymentProblem() {}

    static Problem notBegun(BeginResult.NotBegun refused) {
        return switch (refused.refusal()) {
            case ORDER_NOT_FOUND -> new Problem(HttpStatus.NOT_FOUND, "order-not-found", refused.detail());
            case PAYMENT_IN_PROGRESS -> inProgress(refused.detail());
            case ORDER_NOT_PAYABLE -> new Problem(HttpStatus.CONFLICT, "order-not-payable", refused.detail());
        };
    }

    static Problem insufficientBalance(Payment failed) {
        return new Problem(
                HttpStatus.PAYMENT_REQUIRED,
                "insufficient-balance",
                "The balance does not cover order %s, which is cancelled".formatted(failed.orderId()));
    }

    static Problem givenUp(Payment aborted) {
        return inProgress(
                "This attempt to pay order %s took too long and was given up; nothing was deducted, it may be tried again"
                        .formatted(aborted.orderId()));
    }

    /** It passes, so it is worth trying again under the same key. */
    private static Problem inProgress(String detail) {
        return Problem.retryable(HttpStatus.CONFLICT, "payment-in-progress", detail, RETRY_AFTER);
    }
}
