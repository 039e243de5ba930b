package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.suite.Suite;
import io.commercebackbone.verify.suite.Transitions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What several customers do at random, at the same time and with kills in between, ends in legal states and right books.
 * {@code -Dsaga.seed} has everybody draw the same lots again, {@code -Dsaga.rounds} goes on with the next seeds,
 * {@code -Dsaga.steps} has everybody do more.
 */
class SagaInterleavingIT {

    private static final int SHOPPERS = 4;
    private static final int STEPS = Integer.getInteger("saga.steps", 20);
    private static final int KILLS = 1 + STEPS / 50;

    private final Suite suite = Suite.running();
    private final Transitions transitions = Transitions.of(suite.orders());

    @Test
    void whateverHappensOrdersEndLegallyAndMoneyIsConserved() {
        long seed = Long.getLong("saga.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        for (int round = 0; round < Integer.getInteger("saga.rounds", 1); round++) {
            System.out.printf("SagaInterleavingIT: round %d, replay with -Dsaga.seed=%d%n", round, seed + round);
            run(seed + round);
        }
    }

    private void run(long seed) {
        AtomicInteger steps = new AtomicInteger();
        List<Shopper> shoppers = IntStream.range(0, SHOPPERS)
                .mapToObj(i -> new Shopper(suite, new SplittableRandom(seed * 31 + i), steps))
                .toList();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(Stream.concat(
                                    shoppers.stream()
                                            .map(shopper -> CompletableFuture.runAsync(() -> shopper.go(STEPS), all)),
                                    Stream.of(CompletableFuture.runAsync(() -> kill(seed, steps), all)))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        suite.startBoth();
        shoppers.forEach(Shopper::settle);
        suite.requireRightBooks();
        assertThat(transitions.illegal()).as("seed %s", seed).isEmpty();
        shoppers.forEach(Shopper::checkAnswers);
    }

    /** Kills a service each time another part of all steps is done. */
    private void kill(long seed, AtomicInteger steps) {
        RandomGenerator lots = new SplittableRandom(~seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            int after = SHOPPERS * STEPS * kill / (KILLS + 1);
            Shopper.await(() -> steps.get() >= after);
            (lots.nextBoolean() ? suite.orderService() : suite.paymentService()).kill();
            suite.startBoth();
        }
    }
}
