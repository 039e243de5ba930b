package io.commercebackbone.order.ordering;

/** A payment that took money for an order. */
public record CompletedPayment(OrderId orderId, PaymentOutcome.Completed outcome) {}
