package io.commercebackbone.verify.saga;

import io.commercebackbone.verify.saga.StoppedSettlement.Step;
import io.commercebackbone.verify.suite.Suite;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services are killed while payments are stopped at every place of the saga: each place with enough and with no money, with
 * a client that asks again and with nobody who does; and while the scanner is stopped as it has an attempt given up.
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
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<StoppedPayment> payments = victim.crashes()
                    .flatMap(crash -> Stream.of(true, false)
                            .flatMap(covered -> Stream.of(true, false)
                                    .map(retried -> new StoppedPayment(suite, crash, covered, retried, clients))))
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
