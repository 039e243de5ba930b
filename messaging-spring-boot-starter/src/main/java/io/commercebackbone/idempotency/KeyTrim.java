package io.commercebackbone.idempotency;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Deletes answers past their retention, every now and then and a small batch at a time, so that nobody waits for it. */
class KeyTrim implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyTrim.class);

    private final AnswerStore answers;
    private final Duration interval;
    private final int batch;

    private @Nullable ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> rounds;

    KeyTrim(AnswerStore answers, IdempotencyProperties properties) {
        this.answers = answers;
        this.interval = properties.trimInterval();
        this.batch = properties.trimBatch();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("idempotency-trim").factory());
        rounds = started.scheduleWithFixedDelay(
                this::trim, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        thread = started;
    }

    @Override
    public synchronized void stop() {
        if (rounds != null && thread != null) {
            rounds.cancel(false);
            thread.shutdown();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void trim() {
        try {
            int deleted = batch;
            while (deleted == batch && isRunning()) {
                deleted = answers.trim(batch);
            }
        } catch (RuntimeException e) {
            log.warn("Answers past their retention were not deleted: {}", e.toString());
        }
    }
}
