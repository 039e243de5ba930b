package io.commercebackbone.events;

import java.util.List;

/** Every event that is published or read today. */
public final class EventTypes {

    public static final EventType<OrderCreatedEvent> ORDER_CREATED =
            new EventType<>(Topics.ORDER_CREATED, 1, OrderCreatedEvent.class);
    public static final EventType<OrderCancelledEvent> ORDER_CANCELLED =
            new EventType<>(Topics.ORDER_CANCELLED, 1, OrderCancelledEvent.class);
    public static final EventType<PaymentCompletedEvent> PAYMENT_COMPLETED =
            new EventType<>(Topics.PAYMENT_COMPLETED, 1, PaymentCompletedEvent.class);
    public static final EventType<PaymentFailedEvent> PAYMENT_FAILED =
            new EventType<>(Topics.PAYMENT_FAILED, 1, PaymentFailedEvent.class);
    public static final EventType<ShippingStartedEvent> SHIPPING_STARTED =
            new EventType<>(Topics.SHIPPING_STARTED, 1, ShippingStartedEvent.class);

    /** What is published. */
    public static final List<EventType<?>> ALL =
            List.of(ORDER_CREATED, ORDER_CANCELLED, PAYMENT_COMPLETED, PAYMENT_FAILED, SHIPPING_STARTED);

    /**
     * Every version that readers of this library accept. A new version is listed here one release before it is
     * published, and an old one as long as a record of it may still come.
     */
    public static final List<EventType<?>> ACCEPTED = ALL;

    private EventTypes() {}
}
