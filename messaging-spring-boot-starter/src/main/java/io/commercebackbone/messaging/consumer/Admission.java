package io.commercebackbone.messaging.consumer;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.EventLine;
import io.commercebackbone.messaging.HeaderText;
import io.commercebackbone.messaging.deadletter.Quarantine;
import io.commercebackbone.messaging.deadletter.Replayed;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;
import org.springframework.kafka.support.KafkaUtils;

/**
 * Which records reach a listener: not the replays that are for other groups, nor those that came too late; and where
 * order is kept, none whose key has a dead letter, which is then put behind it.
 */
class Admission implements RecordFilterStrategy<Object, Object> {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final Quarantine quarantine;
    private final DeadLetterWriter deadLetters;
    private final ThreadLocal<List<ConsumerRecord<Object, Object>>> admitted = ThreadLocal.withInitial(List::of);

    Admission(Quarantine quarantine, DeadLetterWriter deadLetters) {
        this.quarantine = quarantine;
        this.deadLetters = deadLetters;
    }

    @Override
    public boolean filter(ConsumerRecord<Object, Object> record) {
        String group = String.valueOf(KafkaUtils.getConsumerGroupId());
        String replayedFor = HeaderText.of(record, EventHeaders.REPLAY_GROUP);
        if (replayedFor != null) {
            return !replayedFor.equals(group)
                    || Replayed.of(record, group).filter(quarantine::isSettled).isPresent();
        }
        return quarantine.keepsOrder() && (quarantine.holds(record, group) || hasToWait(record, group));
    }

    @Override
    public List<ConsumerRecord<Object, Object>> filterBatch(List<ConsumerRecord<Object, Object>> records) {
        admitted.remove();
        List<ConsumerRecord<Object, Object>> rest = new ArrayList<>(records.size());
        for (ConsumerRecord<Object, Object> record : records) {
            if (!filter(record)) {
                rest.add(record);
            }
        }
        admitted.set(rest);
        return rest;
    }

    @Override
    public boolean ignoreEmptyBatch() {
        return true;
    }

    /** Where the record is in the batch as it was read, whose place among those that reached the listener is given. */
    int placeInBatch(int placeInListener, List<ConsumerRecord<?, ?>> batch) {
        List<ConsumerRecord<Object, Object>> reached = admitted.get();
        if (placeInListener < 0 || placeInListener >= reached.size()) {
            return Math.clamp(placeInListener, 0, batch.size() - 1);
        }
        return Math.max(0, batch.indexOf(reached.get(placeInListener)));
    }

    @SuppressWarnings("unchecked") // the containers of this library read String keys and byte[] values
    private boolean hasToWait(ConsumerRecord<?, ?> record, String group) {
        if (!quarantine.isWaitedFor(record, group)) {
            return false;
        }
        deadLetters.putBehind((ConsumerRecord<String, byte[]>) record, group);
        EventLine.warn(log, "Kafka Consumer - message waits behind a dead letter")
                .with("topic", record.topic())
                .with("partition", record.partition())
                .with("offset", record.offset())
                .with("orderId", record.key())
                .of(record.headers())
                .write();
        return true;
    }
}
