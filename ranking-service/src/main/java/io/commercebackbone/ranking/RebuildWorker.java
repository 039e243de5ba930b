package io.commercebackbone.ranking;

import io.commercebackbone.http.Problem;
import io.commercebackbone.messaging.RecordsDeleted;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Carries rebuilds out, in one instance at a time. One that stops, dies or loses Kafka or Redis is succeeded by itself or
 * another, which goes on where it was: what is read again then is recognised.
 */
@Component
class RebuildWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name = UUID.randomUUID().toString();
    private final RebuildStore store;
    private final Rebuilds rebuilds;
    private final OrderLog orders;
    private final Sales sales;
    private volatile boolean running;
    private @Nullable Thread thread;

    RebuildWorker(RebuildStore store, Rebuilds rebuilds, OrderLog orders, Sales sales) {
        this.store = store;
        this.rebuilds = rebuilds;
        this.orders = orders;
        this.sales = sales;
    }

    @Override
    public synchronized void start() {
        running = true;
        if (orders.exists()) {
            thread = Thread.ofVirtual().name("ranking-rebuild").start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            join(stopping);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            taken().ifPresent(this::tryToWork);
            pause();
        }
    }

    private Optional<String> taken() {
        try {
            return store.take(name);
        } catch (DataAccessException e) {
            return Optional.empty(); // others say that Redis is away
        }
    }

    private void tryToWork(String id) {
        try {
            work(id);
            if (!running) {
                store.release(name);
            }
        } catch (RuntimeException e) {
            log.warn("Ranking rebuild waits id={}: {}", id, e.toString());
        }
    }

    private void work(String id) {
        try {
            store.latest().filter(it -> it.id().equals(id)).ifPresent(this::count);
        } catch (RecordsDeleted e) {
            rebuilds.fail(id, String.valueOf(e.getMessage()));
        } catch (Problem e) {
            rebuilds.fail(id, String.valueOf(e.getBody().getDetail()));
        }
    }

    private void count(Rebuild rebuild) {
        try (OrderLog.Reading reading = orders.read(rebuild)) {
            boolean mine = store.note(rebuild.id(), name, 0, reading.stretches());
            while (running && mine && !reading.ended()) {
                OrderLog.Batch batch = reading.next();
                mine = sales.recount(rebuild.id(), batch.changes())
                        && store.note(rebuild.id(), name, batch.skipped(), reading.stretches());
            }
            if (mine && reading.ended()) {
                rebuilds.complete(rebuild);
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
        if (!running) {
            return;
        }
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
