package io.commercebackbone.payment.payments.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.payment.payments.BeginResult;
import io.commercebackbone.payment.payments.Payment;
import org.springframework.http.HttpStatus;

/** How a payment that was not made is answered. */
final class PaymentProblem {

    private PaymentProblem() {}

    static Problem notBegun(BeginResult.NotBegun refused) {
        return switch (refused.refusal()) {
            case ORDER_NOT_FOUND -> new Problem(HttpStatus.NOT_FOUND, "order-not-found", refused.detail());
            case PAYMENT_IN_PROGRESS -> new Problem(HttpStatus.CONFLICT, "payment-in-progress", refused.detail());
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
        return new Problem(
                HttpStatus.CONFLICT,
                "payment-in-progress",
                "This attempt to pay order %s took too long and was given up; nothing was deducted, it may be tried again"
                        .formatted(aborted.orderId()));
    }

    static Problem keyReused() {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "The idempotency key was used to pay another order");
    }
}
