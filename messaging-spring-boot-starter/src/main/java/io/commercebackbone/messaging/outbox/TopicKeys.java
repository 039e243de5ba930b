package io.commercebackbone.messaging.outbox;

import io.commercebackbone.messaging.TopicLog;
import io.commercebackbone.messaging.TopicReaders;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which keys a topic holds. Every method throws {@link org.apache.kafka.common.KafkaException} if it cannot be read. */
final class TopicKeys {

    private final TopicReaders readers;

    TopicKeys(TopicReaders readers) {
        this.readers = readers;
    }

    /** From when on nothing of the topic was deleted; long ago if nothing ever was. */
    Instant completeSince(String topic) {
        try (TopicLog log = readers.log("outbox-check")) {
            return log.completeSince(List.of(topic));
        }
    }

    /** Takes those keys away that a record written since {@code from} has. */
    void removeSeen(String topic, Instant from, Set<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (TopicLog log = readers.log("outbox-check")) {
            log.seek(log.since(List.of(topic), from));
            while (!log.ended()) {
                for (ConsumerRecord<String, byte[]> record : log.next()) {
                    if (record.key() != null) {
                        keys.remove(record.key());
                    }
                }
            }
        }
    }
}
