package io.commercebackbone.verify.saga;

import io.commercebackbone.verify.saga.StoppedSettlement.Step;
import io.commercebackbone.verify.suite.Suite;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services are killed while payments are stopped at every place of the saga, with enough or with no money, with a client that
 * asks again or nobody who does; and while the scanner is stopped as it has an attempt given up. Every crash comes in one of
 * these four ways, drawn from a seed; {@code -Dsaga.all} has it come in all of them.
 */
class SagaCrashIT {

    private final Suite suite = Suite.running();

    @AfterEach
    void theBooksAreRight() {
        suite.requireRightBooks();
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceOfTheSagaSurvivesAKill(Victim victim) {
        long seed = Long.getLong("saga.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        System.out.printf("SagaCrashIT: %s, replay with -Dsaga.seed=%d%n", victim, seed);
        RandomGenerator lots = new SplittableRandom(seed);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<StoppedPayment> payments = victim.crashes()
                    .flatMap(crash -> ways(lots)
                            .map(way -> new StoppedPayment(suite, crash, way.covered(), way.retried(), clients)))
                    .toList();
            StoppedSettlement settlement = settlement(victim);
            payments.forEach(StoppedPayment::awaitStopped);

            victim.kill(suite);
            payments.forEach(StoppedPayment::end);
            settlement.end();
            suite.startBoth();

            payments.parallelStream().forEach(StoppedPayment::checkAndSettle);
            settlement.check();
        }
    }

    /** How a crash is met: with enough money or without, by a client that asks again or by nobody. */
    private record Way(boolean covered, boolean retried) {

        static final List<Way> ALL =
                List.of(new Way(true, true), new Way(true, false), new Way(false, true), new Way(false, false));
    }

    private static Stream<Way> ways(RandomGenerator lots) {
        return Boolean.getBoolean("saga.all") ? Way.ALL.stream() : Stream.of(Way.ALL.get(lots.nextInt(Way.ALL.size())));
    }

    private StoppedSettlement settlement(Victim victim) {
        return switch (victim) {
            case PAYMENT_SERVICE -> new StoppedSettlement(suite, Step.ABORT_COMMITS, true);
            case ORDER_SERVICE -> new StoppedSettlement(suite, Step.ABORT_ANSWERED, true);
            case BOTH -> new StoppedSettlement(suite, Step.SETTLEMENT_COMMITS, true);
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"PAYMENT_SERVICE", "ORDER_SERVICE"})
    void anAttemptThatIsGivenUpStaysSoWhoeverDiesMeanwhile(Victim victim) {
        StoppedSettlement settlement = new StoppedSettlement(suite, Step.ABORT_COMMITS, false);

        victim.kill(suite);
        settlement.end();
        suite.startBoth();

        settlement.check();
    }
}
