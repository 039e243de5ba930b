package io.commercebackbone.payment.payments;

/** What became of a {@link PayOrder}. */
public sealed interface PayOrderResult
        permits PayOrderResult.Completed,
                PayOrderResult.InsufficientBalance,
                PayOrderResult.GivenUp,
                BeginResult.NotBegun {

    /** The order is paid, since now or since before. */
    record Completed(Payment payment) implements PayOrderResult {}

    /** The balance does not cover it; no money moved, and the order is cancelled. */
    record InsufficientBalance(Payment payment) implements PayOrderResult {}

    /** The attempt was given up meanwhile; no money moved, and it may be tried again. */
    record GivenUp(Payment payment) implements PayOrderResult {}

    /** What it means for who wished to pay that a payment was decided like this. */
    static PayOrderResult of(Payment decided) {
        return switch (decided.status()) {
            case COMPLETED -> new Completed(decided);
            case FAILED -> new InsufficientBalance(decided);
            case ABORTED -> new GivenUp(decided);
        };
    }
}
