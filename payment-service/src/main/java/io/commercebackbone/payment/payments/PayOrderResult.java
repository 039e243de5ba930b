package io.commercebackbone.payment.payments;

/** What became of a {@link PayOrder}. */
public sealed interface PayOrderResult
        permits PayOrderResult.Completed,
                PayOrderResult.InsufficientBalance,
                PayOrderResult.GivenUp,
                PayOrderResult.KeyReused,
                BeginResult.NotBegun {

    /** The order is paid, since now or since before. */
    record Completed(Payment payment) implements PayOrderResult {}

    /** The balance does not cover it; no money moved, and the order is cancelled. */
    record InsufficientBalance(Payment payment) implements PayOrderResult {}

    /** The attempt was given up meanwhile; no money moved, and it may be tried again. */
    record GivenUp(Payment payment) implements PayOrderResult {}

    /** The key was used to pay another order; no money moved. */
    record KeyReused() implements PayOrderResult {}
}
