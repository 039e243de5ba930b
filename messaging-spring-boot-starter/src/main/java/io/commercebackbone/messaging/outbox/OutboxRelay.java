package io.commercebackbone.messaging.outbox;

import io.commercebackbone.tracing.Spans;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends stored events to Kafka: at least once, in order per key, for as long as the process runs. One instance of a
 * service relays at a time, the one that holds an advisory lock on a connection of its own; should two relay for a
 * moment, consumers drop the duplicates. While the database or the broker is away, rows wait.
 */
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final RelayConnections connections;
    private final RelayProducers producers;
    private final OutboxProperties properties;
    private final RelayMeter meter;
    private final Spans spans;
    private final Clock clock;
    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile boolean leader;

    OutboxRelay(
            RelayConnections connections,
            RelayProducers producers,
            OutboxProperties properties,
            RelayMeter meter,
            Spans spans,
            Clock clock) {
        this.connections = connections;
        this.producers = producers;
        this.properties = properties;
        this.meter = meter;
        this.spans = spans;
        this.clock = clock;
    }

    /** Opens the connection that the relay holds for itself. */
    interface RelayConnections {
        Connection open() throws SQLException;
    }

    /** Opens the producer that the relay holds for itself. */
    interface RelayProducers {
        RelayProducer open();
    }

    boolean isLeader() {
        return leader;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
            join(stopping);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts first and stops last, so that what is committed while the service drains is still sent. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE / 2;
    }

    private void run() {
        while (isRunning()) {
            try (Connection connection = connections.open()) {
                relayWith(connection);
            } catch (SQLException | KafkaException | RelayInterruptedException e) {
                if (isRunning()) {
                    log.warn("Relay interrupted, trying again in {}: {}", properties.retryInterval(), e.toString());
                    pause(properties.retryInterval());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.error("Relay failed unexpectedly, trying again in {}", properties.retryInterval(), e);
                pause(properties.retryInterval());
            } finally {
                leader = false;
            }
        }
    }

    private void relayWith(Connection connection) throws SQLException, InterruptedException {
        while (!RelaySession.lead(connection)) {
            Thread.sleep(properties.leaderInterval());
        }
        leader = true;
        log.info("Relaying the outbox of {}", properties.source());
        try (RelayProducer producer = producers.open()) {
            KeyedSender sender = new KeyedSender(producer.kafka(), meter, spans, clock, this::isRunning);
            RelaySession session = new RelaySession(connection, sender, properties, clock);
            while (isRunning()) {
                session.relay();
                session.await(properties.pollInterval());
            }
        }
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
