package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Throttled;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Sends the events of a batch: those of one order one after the other, and nothing of an order behind an event that was
 * not delivered; those of different orders side by side. No call is begun after the batch's time is up or the platform
 * has asked to slow down; calls that were begun are waited for.
 */
final class Round {

    private final List<Attempt> attempts;
    private final GuardedPlatform platform;
    private final Clock clock;
    private final BooleanSupplier goingOn;
    private volatile boolean throttled;

    /**
     * A round that has not begun.
     *
     * @param goingOn false begins no more calls
     */
    Round(List<Attempt> attempts, GuardedPlatform platform, Clock clock, BooleanSupplier goingOn) {
        this.attempts = attempts;
        this.platform = platform;
        this.clock = clock;
        this.goingOn = goingOn;
    }

    /** Returns when no call is on its way any more. */
    void run(Instant end) {
        BooleanSupplier wanted =
                () -> goingOn.getAsBoolean() && !throttled && clock.instant().isBefore(end);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            orders().forEach(order -> threads.execute(() -> send(order, wanted)));
        }
    }

    private Collection<List<Attempt>> orders() {
        return attempts.stream()
                .collect(Collectors.groupingBy(Attempt::orderId, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private void send(List<Attempt> order, BooleanSupplier wanted) {
        for (Attempt attempt : order) {
            attempt.make(platform, wanted, clock);
            if (attempt.outcome() instanceof Throttled) {
                throttled = true;
            }
            if (!attempt.delivered()) {
                return;
            }
        }
    }
}
