package io.commercebackbone.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.idempotency.InFlight.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTests {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final InFlight inFlight = new InFlight();
    private final Scope scope = new Scope("user", "POST /things", "key");

    @Test
    void oneKeyHasOneTurnAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> {
                    Turn turn = inFlight.enter(scope, LONG).orElseThrow();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    turn.end();
                });
            }
        }

        assertThat(most).hasValue(1);
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void whoWaitsTooLongHasNoTurn() throws Exception {
        Turn first = inFlight.enter(scope, SHORT).orElseThrow();

        assertThat(elsewhere(scope)).isFalse();
        assertThat(inFlight.size()).isOne();
        first.end();
        assertThat(inFlight.size()).isZero();
        assertThat(elsewhere(scope)).isTrue();
    }

    @Test
    void anotherKeyUserOrRouteDoesNotWait() throws Exception {
        Turn first = inFlight.enter(scope, SHORT).orElseThrow();

        assertThat(elsewhere(new Scope("user", "POST /things", "k"))).isTrue();
        assertThat(elsewhere(new Scope("user", "POST /thing", "key"))).isTrue();
        assertThat(elsewhere(new Scope("another", "POST /things", "key"))).isTrue();
        first.end();
    }

    /** Whether another thread gets its turn soon. */
    private boolean elsewhere(Scope its) throws Exception {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            return thread.submit(() -> {
                        Optional<Turn> turn = inFlight.enter(its, SHORT);
                        turn.ifPresent(Turn::end);
                        return turn.isPresent();
                    })
                    .get();
        }
    }
}
