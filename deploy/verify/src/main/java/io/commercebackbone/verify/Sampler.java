package io.commercebackbone.verify;

import io.commercebackbone.verify.check.Position;
import io.commercebackbone.verify.check.Positions;
import io.commercebackbone.verify.load.History;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.load.Outcome;
import io.commercebackbone.verify.report.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at a run once a second. */
final class Sampler implements AutoCloseable {

    private static final int EVERY_SECONDS = 20;

    private final ScheduledExecutorService clock =
            Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
    private final List<Sample> samples = new ArrayList<>();
    private final History history;
    private final Positions positions;
    private final Instant begun;
    private final List<Future<?>> tasks;
    private volatile long lag = -1;
    private int seen;

    /** @param now looks for what must hold at every moment, now and then */
    Sampler(History history, String bootstrapServers, Instant begun, Runnable now) {
        this.history = history;
        this.positions = new Positions(bootstrapServers);
        this.begun = begun;
        this.tasks = List.of(
                clock.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.SECONDS),
                clock.scheduleWithFixedDelay(this::readLag, 1, 2, TimeUnit.SECONDS),
                clock.scheduleWithFixedDelay(() -> quietly(now), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS));
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (IllegalStateException e) {
            // a server is away; what was to be looked at is looked at next time
        }
    }

    private void readLag() {
        try {
            lag = positions.all().stream().mapToLong(Position::lag).sum();
        } catch (IllegalStateException e) {
            lag = -1;
        }
    }

    private void sample() {
        List<Operation> ended = history.since(seen);
        seen += ended.size();
        List<Long> millis = ended.stream()
                .filter(it -> it.status() > 0)
                .map(it -> Duration.between(it.invoked(), it.ended()).toMillis())
                .sorted()
                .toList();
        Sample sample = new Sample(
                (int) Duration.between(begun, Instant.now()).toSeconds(),
                count(ended, Outcome.OK),
                count(ended, Outcome.FAIL),
                count(ended, Outcome.UNKNOWN),
                millis.isEmpty() ? 0 : millis.get(millis.size() / 2),
                millis.isEmpty() ? 0 : millis.get(millis.size() * 99 / 100),
                lag);
        synchronized (samples) {
            samples.add(sample);
        }
    }

    private static int count(List<Operation> operations, Outcome outcome) {
        return (int) operations.stream().filter(it -> it.outcome() == outcome).count();
    }

    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(false));
        clock.shutdown();
        positions.close();
    }
}
