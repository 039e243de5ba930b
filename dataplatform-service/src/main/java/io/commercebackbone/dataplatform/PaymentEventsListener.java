package io.commercebackbone.dataplatform;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.consumer.EventBatch;
import io.commercebackbone.messaging.consumer.EventReader;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Hands completed payments to {@link Forwarding}, and names the first that was not delivered. */
@Component
class PaymentEventsListener {

    private final EventReader reader;
    private final Forwarding forwarding;

    PaymentEventsListener(EventReader reader, Forwarding forwarding) {
        this.reader = reader;
        this.forwarding = forwarding;
    }

    @KafkaListener(topics = Topics.PAYMENT_COMPLETED)
    void onPaymentCompleted(List<ConsumerRecord<String, byte[]>> records, Acknowledgment acknowledgment) {
        EventBatch<PaymentCompletedEvent> batch = reader.readAll(records, EventTypes.PAYMENT_COMPLETED);
        Optional<Shortfall> shortfall = forwarding.forward(batch.events());
        if (shortfall.isPresent()) {
            Shortfall first = shortfall.get();
            throw new BatchListenerFailedException("not delivered", first.cause(), first.index());
        }
        batch.throwIfIncomplete();
        acknowledgment.acknowledge();
    }
}
