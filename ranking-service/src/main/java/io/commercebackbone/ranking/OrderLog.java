package io.commercebackbone.ranking;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.Topics;
import io.commercebackbone.http.Problem;
import io.commercebackbone.messaging.RecordsDeleted;
import io.commercebackbone.messaging.Stretch;
import io.commercebackbone.messaging.TopicLog;
import io.commercebackbone.messaging.TopicReaders;
import io.commercebackbone.messaging.consumer.EventReader;
import io.commercebackbone.messaging.consumer.PermanentFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What happened to orders, as far back as their topics reach. Every method throws
 * {@link org.apache.kafka.common.KafkaException} if they cannot be read.
 */
@Component
class OrderLog {

    private static final List<String> TOPICS = List.of(Topics.ORDER_CREATED, Topics.ORDER_CANCELLED);

    /** An event is published after it happened; how much earlier the publisher's clock may say. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final ObjectProvider<TopicReaders> readers;
    private final EventReader events;
    private final Days days;

    OrderLog(ObjectProvider<TopicReaders> readers, EventReader events, Days days) {
        this.readers = readers;
        this.events = events;
        this.days = days;
    }

    /** Whether there is one: not without Kafka. */
    boolean exists() {
        return readers.getIfAvailable() != null;
    }

    /**
     * @param force whether it will do also if it does not reach back to that day
     * @throws Problem {@code log-too-short} if it won't
     */
    void check(LocalDate day, boolean force) {
        try (TopicLog log = open()) {
            check(log, day, force);
        }
    }

    /** Goes on where a rebuild had come to, or begins with its first day. */
    Reading read(Rebuild rebuild) {
        TopicLog log = open();
        try {
            List<Stretch> stretches = rebuild.stretches();
            if (stretches.isEmpty()) {
                check(log, rebuild.from(), rebuild.force());
                stretches = log.since(TOPICS, begin(rebuild.from()));
            }
            log.seek(stretches);
            return new Reading(log);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * What happened since a day began, up to now.
     *
     * @throws Problem {@code log-too-short} if events of that day were deleted
     */
    Reading since(LocalDate day) {
        TopicLog log = open();
        try {
            check(log, day, false);
            log.seek(log.since(TOPICS, begin(day)));
            return new Reading(log);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private void check(TopicLog log, LocalDate day, boolean force) {
        Instant complete = force ? Instant.EPOCH : log.completeSince(TOPICS);
        if (complete.isAfter(begin(day))) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "log-too-short",
                    "Events of %s were deleted: %s are complete since %s, which is good for days from %s on"
                            .formatted(
                                    day,
                                    TOPICS,
                                    complete,
                                    days.of(complete.plus(CLOCKS)).plusDays(1)));
        }
    }

    private Instant begin(LocalDate day) {
        return days.startOf(day).minus(CLOCKS);
    }

    private TopicLog open() {
        TopicReaders found = readers.getIfAvailable();
        if (found == null) {
            throw new Problem(HttpStatus.CONFLICT, "kafka-switched-off", "There is no log without Kafka");
        }
        return found.log("rebuild");
    }

    /** What a rebuild reads next, and how many records in between were no events. */
    record Batch(List<ScoreChange> changes, int skipped) {}

    /** The log as one rebuild reads it; for one thread. */
    final class Reading implements AutoCloseable {

        private final TopicLog log;

        private Reading(TopicLog log) {
            this.log = log;
        }

        boolean ended() {
            return log.ended();
        }

        List<Stretch> stretches() {
            return log.stretches();
        }

        /** @throws RecordsDeleted if something of it was deleted by now */
        Batch next() {
            List<ScoreChange> changes = new ArrayList<>();
            int skipped = 0;
            for (ConsumerRecord<String, byte[]> record : log.next()) {
                try {
                    changes.add(change(record));
                } catch (PermanentFailure e) {
                    skipped++; // its listener dead-lettered it
                }
            }
            return new Batch(changes, skipped);
        }

        private ScoreChange change(ConsumerRecord<String, byte[]> record) {
            return record.topic().equals(Topics.ORDER_CREATED)
                    ? ScoreChange.count(events.read(record, EventTypes.ORDER_CREATED))
                    : ScoreChange.takeBack(events.read(record, EventTypes.ORDER_CANCELLED));
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
