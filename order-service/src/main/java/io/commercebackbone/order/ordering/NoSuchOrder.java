package io.commercebackbone.order.ordering;

/** Something is said of an order that was never placed here. */
public class NoSuchOrder extends RuntimeException {

    NoSuchOrder(OrderId id) {
        super("Order " + id + " does not exist");
    }
}
