package io.commercebackbone.ranking;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCancelledEvent;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.consumer.EventBatch;
import io.commercebackbone.messaging.consumer.EventReader;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Hands what happened to orders to the {@link Sales}. Order does not matter: counting commutes. */
@Component
class OrderEventsListener {

    private final EventReader reader;
    private final Sales sales;

    OrderEventsListener(EventReader reader, Sales sales) {
        this.reader = reader;
        this.sales = sales;
    }

    @KafkaListener(topics = Topics.ORDER_CREATED)
    void onOrderCreated(List<ConsumerRecord<String, byte[]>> records, Acknowledgment acknowledgment) {
        EventBatch<OrderCreatedEvent> batch = reader.readAll(records, EventTypes.ORDER_CREATED);
        sales.ordered(batch.events());
        batch.throwIfIncomplete();
        acknowledgment.acknowledge();
    }

    @KafkaListener(topics = Topics.ORDER_CANCELLED)
    void onOrderCancelled(List<ConsumerRecord<String, byte[]>> records, Acknowledgment acknowledgment) {
        EventBatch<OrderCancelledEvent> batch = reader.readAll(records, EventTypes.ORDER_CANCELLED);
        sales.cancelled(batch.events());
        batch.throwIfIncomplete();
        acknowledgment.acknowledge();
    }
}
