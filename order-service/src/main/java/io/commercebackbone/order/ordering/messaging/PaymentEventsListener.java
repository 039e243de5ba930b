package io.commercebackbone.order.ordering.messaging;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.PaymentFailedEvent;
import io.commercebackbone.events.ShippingStartedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.consumer.EventReader;
import io.commercebackbone.messaging.consumer.PermanentFailure;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import io.commercebackbone.order.ordering.NoSuchOrder;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.OrderPayments;
import io.commercebackbone.order.ordering.PaymentOutcome;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/**
 * Hands what payment-service published to {@link OrderPayments}, whose state guard is the inbox. An order is there before
 * anybody can pay it, so an event of one that is not can never be applied.
 */
@Component
class PaymentEventsListener {

    private final EventReader reader;
    private final OrderPayments payments;

    PaymentEventsListener(EventReader reader, OrderPayments payments) {
        this.reader = reader;
        this.payments = payments;
    }

    @KafkaListener(topics = Topics.PAYMENT_COMPLETED)
    void onCompleted(ConsumerRecord<String, byte[]> record, Acknowledgment acknowledgment) {
        apply(record, EventTypes.PAYMENT_COMPLETED, acknowledgment, event -> {
            PaymentCompletedEvent body = event.body();
            payments.decided(
                    new OrderId(body.orderId()),
                    new PaymentOutcome.Completed(body.attempt(), body.paymentId(), body.shipmentId(), event.id()),
                    event.traceparent());
        });
    }

    @KafkaListener(topics = Topics.PAYMENT_FAILED)
    void onFailed(ConsumerRecord<String, byte[]> record, Acknowledgment acknowledgment) {
        apply(record, EventTypes.PAYMENT_FAILED, acknowledgment, event -> {
            PaymentFailedEvent body = event.body();
            payments.decided(
                    new OrderId(body.orderId()),
                    new PaymentOutcome.Failed(body.attempt(), event.id()),
                    event.traceparent());
        });
    }

    @KafkaListener(topics = Topics.SHIPPING_STARTED)
    void onShippingStarted(ConsumerRecord<String, byte[]> record, Acknowledgment acknowledgment) {
        apply(record, EventTypes.SHIPPING_STARTED, acknowledgment, event -> {
            ShippingStartedEvent body = event.body();
            payments.shippingStarted(new OrderId(body.orderId()), body.shipmentId(), event.id(), event.traceparent());
        });
    }

    private <T> void apply(
            ConsumerRecord<String, byte[]> record,
            EventType<T> type,
            Acknowledgment acknowledgment,
            Consumer<ReceivedEvent<T>> effect) {
        ReceivedEvent<T> event = reader.read(record, type);
        try {
            effect.accept(event);
        } catch (NoSuchOrder e) {
            throw new PermanentFailure("unknown-order", String.valueOf(e.getMessage()), e);
        }
        acknowledgment.acknowledge();
    }
}
