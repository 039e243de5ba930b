package io.commercebackbone.order.ordering.messaging;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.PaymentFailedEvent;
import io.commercebackbone.events.ShippingStartedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.consumer.EventBatch;
import io.commercebackbone.messaging.consumer.EventReader;
import io.commercebackbone.messaging.consumer.PermanentFailure;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import io.commercebackbone.order.ordering.CompletedPayment;
import io.commercebackbone.order.ordering.NoSuchOrder;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.OrderPayments;
import io.commercebackbone.order.ordering.PaymentOutcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
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

    /** Most of these are known, since payment-service tells them as well; the others are applied with one commit. */
    @KafkaListener(topics = Topics.PAYMENT_COMPLETED, batch = "true")
    void onCompleted(List<ConsumerRecord<String, byte[]>> records, Acknowledgment acknowledgment) {
        EventBatch<PaymentCompletedEvent> batch = reader.readAll(records, EventTypes.PAYMENT_COMPLETED);
        List<CompletedPayment> completed =
                batch.events().stream().map(PaymentEventsListener::completed).toList();
        Set<UUID> known = payments.knownCompleted(completed);
        List<CompletedPayment> news = completed.stream()
                .filter(it -> !known.contains(it.outcome().paymentId()))
                .toList();
        if (!appliedTogether(news)) {
            news.forEach(payment -> apply(payment, completed.indexOf(payment)));
        }
        batch.throwIfIncomplete();
        acknowledgment.acknowledge();
    }

    /** False, and none is applied, if one of them cannot be: which one it is shows when each is applied alone. */
    private boolean appliedTogether(List<CompletedPayment> news) {
        try {
            payments.completeAll(news);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static CompletedPayment completed(ReceivedEvent<PaymentCompletedEvent> event) {
        PaymentCompletedEvent body = event.body();
        return new CompletedPayment(
                new OrderId(body.orderId()),
                new PaymentOutcome.Completed(body.attempt(), body.paymentId(), body.shipmentId(), event.id()),
                event.traceparent());
    }

    private void apply(CompletedPayment payment, int index) {
        try {
            payments.decided(payment.orderId(), payment.outcome(), payment.traceparent());
        } catch (NoSuchOrder e) {
            throw new BatchListenerFailedException("not applied", unknown(e), index);
        } catch (RuntimeException e) {
            throw new BatchListenerFailedException("not applied", e, index);
        }
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
            throw unknown(e);
        }
        acknowledgment.acknowledge();
    }

    private static PermanentFailure unknown(NoSuchOrder e) {
        return new PermanentFailure("unknown-order", String.valueOf(e.getMessage()), e);
    }
}
