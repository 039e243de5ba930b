package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries replays out, in one instance of the service at a time: the member of a group of its own that has the first
 * partition of the first dead-letter topic. Should two work for a moment, consumers get a second copy.
 */
final class ReplayWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReplayWorker.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final LedgerPositions positions;
    private final LedgerClients clients;
    private final FollowedTopics followed;
    private final Marks marks;
    private final AuditTrail audit;
    private final DeadLetterProperties properties;
    private final Clock clock;
    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> current;

    ReplayWorker(
            Ledger ledger,
            LedgerPositions positions,
            LedgerClients clients,
            FollowedTopics followed,
            Marks marks,
            AuditTrail audit,
            DeadLetterProperties properties,
            Clock clock) {
        this.ledger = ledger;
        this.positions = positions;
        this.clients = clients;
        this.followed = followed;
        this.marks = marks;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("dead-letter-replay").start(this::run);
    }

    /** Leaves its group, so that another instance takes over at once. */
    @Override
    public synchronized void stop() {
        running = false;
        KafkaConsumer<String, byte[]> working = current;
        Thread stopping = thread;
        thread = null;
        if (working != null) {
            working.wakeup();
        }
        if (stopping != null) {
            join(stopping);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        TreeSet<String> topics = new TreeSet<>(followed.topics());
        TreeSet<String> groups = new TreeSet<>(followed.groups());
        while (running && !topics.isEmpty() && !groups.isEmpty()) {
            try (KafkaConsumer<String, byte[]> member = clients.member(groups.first() + ".dead-letters");
                    LetterReader reader = new LetterReader(clients)) {
                work(member, reader, Topics.deadLettersOf(topics.first()));
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("Replays wait, trying again in {}: {}", properties.retryInterval(), e.toString());
                    pause();
                }
            }
        }
    }

    private void work(KafkaConsumer<String, byte[]> member, LetterReader reader, String topic) {
        ReplayRound round = new ReplayRound(ledger, positions, clients, reader, marks, audit, properties, clock);
        TopicPartition leading = new TopicPartition(topic, 0);
        member.subscribe(List.of(topic));
        current = member;
        while (running) {
            member.poll(properties.roundInterval());
            member.pause(member.assignment());
            if (member.assignment().contains(leading)) {
                round.run();
            }
        }
    }

    private static void join(Thread stopping) {
        try {
            if (!stopping.join(PATIENCE)) {
                stopping.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            Thread.sleep(properties.retryInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
