package io.commercebackbone.messaging.consumer;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.DelegatingMessageListener;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Listeners as what they are: they seek nowhere. Spring's adapters look to their container as if they might, and it asks
 * for the position of each partition in the very callback that assigns it, so that it can tell them. A consumer that
 * leaves its group runs callbacks which are due when it has given its partitions up already, and never learns a position
 * then: it waits for a minute, holds up the shutdown, and as a member that does not answer keeps the partitions from its
 * successors.
 */
final class SeekingNowhere {

    private SeekingNowhere() {}

    /** The listener without the right to seek. */
    static Object of(Object listener) {
        if (listener instanceof BatchMessageListener<?, ?> batches) {
            return new Batches<>(batches);
        }
        return listener instanceof MessageListener<?, ?> records ? new Records<>(records) : listener;
    }

    // The container calls the method that suits the innermost listener.

    private record Records<K, V>(MessageListener<K, V> listener)
            implements MessageListener<K, V>, DelegatingMessageListener<MessageListener<K, V>> {

        @Override
        public MessageListener<K, V> getDelegate() {
            return listener;
        }

        @Override
        public void onMessage(ConsumerRecord<K, V> record) {
            listener.onMessage(record);
        }

        @Override
        public void onMessage(ConsumerRecord<K, V> record, @Nullable Acknowledgment acknowledgment) {
            listener.onMessage(record, acknowledgment);
        }

        @Override
        public void onMessage(ConsumerRecord<K, V> record, @Nullable Consumer<?, ?> consumer) {
            listener.onMessage(record, consumer);
        }

        @Override
        public void onMessage(
                ConsumerRecord<K, V> record,
                @Nullable Acknowledgment acknowledgment,
                @Nullable Consumer<?, ?> consumer) {
            listener.onMessage(record, acknowledgment, consumer);
        }
    }

    private record Batches<K, V>(BatchMessageListener<K, V> listener)
            implements BatchMessageListener<K, V>, DelegatingMessageListener<BatchMessageListener<K, V>> {

        @Override
        public BatchMessageListener<K, V> getDelegate() {
            return listener;
        }

        @Override
        public boolean wantsPollResult() {
            return listener.wantsPollResult();
        }

        @Override
        public void onMessage(
                ConsumerRecords<K, V> records, @Nullable Acknowledgment acknowledgment, Consumer<K, V> consumer) {
            listener.onMessage(records, acknowledgment, consumer);
        }

        @Override
        public void onMessage(List<ConsumerRecord<K, V>> records) {
            listener.onMessage(records);
        }

        @Override
        public void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment) {
            listener.onMessage(records, acknowledgment);
        }

        @Override
        public void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Consumer<?, ?> consumer) {
            listener.onMessage(records, consumer);
        }

        @Override
        public void onMessage(
                List<ConsumerRecord<K, V>> records,
                @Nullable Acknowledgment acknowledgment,
                @Nullable Consumer<?, ?> consumer) {
            listener.onMessage(records, acknowledgment, consumer);
        }
    }
}
