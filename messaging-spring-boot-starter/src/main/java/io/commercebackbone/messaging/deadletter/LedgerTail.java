package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reads the dead-letter topics from their beginning, and then whatever comes, into the {@link Ledger}. */
final class LedgerTail implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LedgerTail.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final Duration LOOK_BACK = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final LedgerPositions positions;
    private final LedgerClients clients;
    private final FollowedTopics followed;
    private final Duration retryInterval;
    private volatile boolean running;
    private @Nullable Thread thread;

    LedgerTail(
            Ledger ledger,
            LedgerPositions positions,
            LedgerClients clients,
            FollowedTopics followed,
            Duration retryInterval) {
        this.ledger = ledger;
        this.positions = positions;
        this.clients = clients;
        this.followed = followed;
        this.retryInterval = retryInterval;
    }

    @Override
    public synchronized void start() {
        ledger.of(followed.groups());
        running = true;
        thread = Thread.ofVirtual().name("dead-letter-ledger").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the listeners, which may have to wait for it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE / 2;
    }

    private void run() {
        Map<String, String> topics = new HashMap<>();
        followed.topics().forEach(topic -> topics.put(Topics.deadLettersOf(topic), topic));
        while (running && !topics.isEmpty()) {
            try (KafkaConsumer<String, byte[]> consumer = clients.reader("ledger")) {
                read(consumer, topics);
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("Dead letters cannot be read, trying again in {}: {}", retryInterval, e.toString());
                pause();
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer, Map<String, String> topics) {
        try {
            new Session(consumer, topics).read();
        } finally {
            Thread.interrupted(); // or the consumer could not be closed in good order; this thread ends without it
        }
    }

    private void pause() {
        try {
            Thread.sleep(retryInterval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reading with one consumer, until it fails. */
    private final class Session {

        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<String, String> topics;
        private final Set<String> missing;
        private Instant lookAround = Instant.MIN;
        private Instant lookBack = Instant.now().plus(LOOK_BACK);

        Session(KafkaConsumer<String, byte[]> consumer, Map<String, String> topics) {
            this.consumer = consumer;
            this.topics = topics;
            this.missing = new HashSet<>(topics.keySet());
        }

        void read() {
            while (running) {
                if (!missing.isEmpty() && Instant.now().isAfter(lookAround)) {
                    lookAround = Instant.now().plus(LOOK_AROUND);
                    missing.removeIf(this::found);
                }
                if (consumer.assignment().isEmpty()) {
                    pauseFor(LOOK_AROUND);
                } else {
                    readOn();
                }
            }
        }

        private void readOn() {
            consumer.poll(missing.isEmpty() ? POLL : LOOK_AROUND.dividedBy(2))
                    .forEach(it -> ledger.apply(Objects.requireNonNull(topics.get(it.topic())), it));
            consumer.assignment().forEach(it -> positions.reached(it, consumer.position(it)));
            if (Instant.now().isAfter(lookBack)) {
                lookBack = Instant.now().plus(LOOK_BACK);
                consumer.beginningOffsets(consumer.assignment())
                        .forEach((at, first) ->
                                ledger.forget(Objects.requireNonNull(topics.get(at.topic())), at.partition(), first));
            }
        }

        /** Whether the topic is there by now; it is read on from where it had been read. */
        private boolean found(String deadLetterTopic) {
            List<TopicPartition> added = new ArrayList<>();
            for (PartitionInfo each : partitions(deadLetterTopic)) {
                added.add(new TopicPartition(deadLetterTopic, each.partition()));
            }
            if (added.isEmpty()) {
                return false;
            }
            List<TopicPartition> all = new ArrayList<>(consumer.assignment());
            all.addAll(added);
            consumer.assign(all);
            added.forEach(it -> consumer.seek(it, positions.of(it)));
            return true;
        }

        private List<PartitionInfo> partitions(String deadLetterTopic) {
            List<PartitionInfo> found = consumer.partitionsFor(deadLetterTopic);
            return found == null ? List.of() : found;
        }

        private void pauseFor(Duration duration) {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted", e);
            }
        }
    }
}
