package io.commercebackbone.payment;

import java.util.UUID;

/** Identifies an order of the service that keeps the orders, and keys the events that this one publishes about it. */
public record OrderId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
