package io.commercebackbone.payment.payments;

import io.commercebackbone.payment.Money;

/** What the service of the orders says to the wish to pay one. */
public sealed interface BeginResult {

    /**
     * The order is being paid under this attempt, and nobody else may until it is decided or given up.
     *
     * @param attempt the order's fencing number
     * @param amount what is to be paid
     */
    record Begun(int attempt, Money amount) implements BeginResult {}

    /**
     * The order cannot be paid now.
     *
     * @param detail why, for people to read
     */
    record NotBegun(Refusal refusal, String detail) implements BeginResult, PayOrderResult {}

    /** Why an order cannot be paid. */
    enum Refusal {
        /** There is no such order, or it is somebody else's. */
        ORDER_NOT_FOUND,
        /** Somebody is paying it: this user under another key. */
        PAYMENT_IN_PROGRESS,
        /** It is paid, cancelled or expired. */
        ORDER_NOT_PAYABLE
    }
}
