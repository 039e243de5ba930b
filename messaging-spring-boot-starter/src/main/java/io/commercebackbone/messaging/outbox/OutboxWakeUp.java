package io.commercebackbone.messaging.outbox;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells the relay, in whichever instance it runs, that there is something to send. Notifies outside the business
 * transaction, since a NOTIFY inside it makes all commits of the database queue up; many calls become one NOTIFY. A
 * lost wake-up costs one poll interval.
 */
final class OutboxWakeUp implements Runnable, AutoCloseable {

    static final String CHANNEL = "outbox";

    private static final Logger log = LoggerFactory.getLogger(OutboxWakeUp.class);

    private final JdbcTemplate jdbc;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("outbox-wake-up").daemon().factory());

    OutboxWakeUp(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void run() {
        if (requested.compareAndSet(false, true)) {
            executor.execute(this::notifyRelay);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    private void notifyRelay() {
        requested.set(false);
        try {
            jdbc.execute("notify " + CHANNEL);
        } catch (DataAccessException e) {
            log.debug("The relay was not woken and will look by itself", e);
        }
    }
}
