package io.commercebackbone.messaging.deadletter;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells a listener which of its records wait behind a dead letter of their key. Whoever reads a partition of a topic is
 * the only one who adds letters to the same partition of its dead-letter topic; so after reading that partition to its
 * end once, when it is assigned, and after each letter of its own, a listener misses none.
 */
public final class Quarantine {

    private final Ledger ledger;
    private final LedgerPositions positions;
    private final LedgerClients clients;
    private final DeadLetterProperties properties;
    private final Set<TopicPartition> known = ConcurrentHashMap.newKeySet();

    Quarantine(Ledger ledger, LedgerPositions positions, LedgerClients clients, DeadLetterProperties properties) {
        this.ledger = ledger;
        this.positions = positions;
        this.clients = clients;
        this.properties = properties;
    }

    /** These partitions may have been another instance's until now. */
    public void assigned(Collection<TopicPartition> partitions) {
        known.removeAll(partitions);
    }

    /** Whether records wait at all in this service. */
    public boolean keepsOrder() {
        return properties.keepOrder();
    }

    /**
     * Whether the record has to wait: its key has a letter.
     *
     * @throws org.apache.kafka.common.KafkaException if the dead letters cannot be read just now
     */
    public boolean isWaitedFor(ConsumerRecord<?, ?> record, String group) {
        beCurrent(record);
        return record.key() instanceof String key && ledger.isWaitedFor(group, record.topic(), key);
    }

    /** Whether the record is a dead letter already, and was read again because its offset was not committed. */
    public boolean holds(ConsumerRecord<?, ?> record, String group) {
        beCurrent(record);
        return ledger.holds(group, record);
    }

    /**
     * Whether a copy of a letter comes too late: the letter was processed or discarded, or has failed since. Never says
     * so wrongly, and may not say so yet.
     */
    public boolean isSettled(Replayed copy) {
        Optional<DeadLetter> letter = ledger.find(copy.letter());
        return letter.map(it -> it.attempts() > copy.attempts())
                .orElseGet(() -> positions.of(LedgerClients.deadLetters(
                                copy.letter().topic(), copy.letter().partition()))
                        > copy.letter().offset());
    }

    /**
     * Returns when the letter that was written there is known here.
     *
     * @throws org.apache.kafka.common.KafkaException if the dead letters cannot be read just now
     */
    public void written(RecordMetadata letter) {
        if (keepsOrder()) {
            TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
            positions.await(Map.of(partition, letter.offset() + 1), properties.timeout());
        }
    }

    private void beCurrent(ConsumerRecord<?, ?> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (!known.contains(partition)) {
            TopicPartition letters = LedgerClients.deadLetters(record.topic(), record.partition());
            positions.await(clients.ends(Set.of(letters)), properties.timeout());
            known.add(partition);
        }
    }
}
