package io.commercebackbone.cart;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.consumer.EventBatch;
import io.commercebackbone.messaging.consumer.EventReader;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Tells the {@link Carts} what was ordered. Order does not matter: each event is judged by its own time. */
@Component
class OrderEventsListener {

    private final EventReader reader;
    private final Carts carts;

    OrderEventsListener(EventReader reader, Carts carts) {
        this.reader = reader;
        this.carts = carts;
    }

    @KafkaListener(topics = Topics.ORDER_CREATED)
    void onOrderCreated(List<ConsumerRecord<String, byte[]>> records, Acknowledgment acknowledgment) {
        EventBatch<OrderCreatedEvent> batch = reader.readAll(records, EventTypes.ORDER_CREATED);
        carts.ordered(batch.events());
        batch.throwIfIncomplete();
        acknowledgment.acknowledge();
    }
}
