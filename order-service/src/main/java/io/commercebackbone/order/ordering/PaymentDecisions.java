package io.commercebackbone.order.ordering;

import java.util.UUID;

/** Asks whoever decides payments; the port to payment-service. Blocks for seconds at most; never in a transaction. */
public interface PaymentDecisions {

    /**
     * Has an attempt given up, unless it was decided already.
     *
     * @return how it is decided now, the same for ever
     * @throws NoAnswer if there was none; asking again is safe
     */
    PaymentOutcome abort(OrderId order, UUID user, int attempt);

    /**
     * Has the money of an order given back and its shipment cancelled, once however often it is asked for.
     *
     * @return whether nothing is left to give back; false once the shipment has left. Either is so for ever.
     * @throws NoAnswer if there was none; asking again is safe
     */
    boolean refund(OrderId order, String reason);

    /** Whoever decides was away, or would not talk to us. Whether it has acted is not known. */
    class NoAnswer extends RuntimeException {

        public NoAnswer(RuntimeException cause) {
            super("no answer: " + cause.getMessage(), cause);
        }
    }
}
