package io.commercebackbone.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerKeeperIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 500"})
    void aListenerThatAnErrorHasStoppedIsStartedAgain(String mode, int pollSize) throws Exception {
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            stopped(service);

            service.growth().error = null;

            await().atMost(SOON).until(() -> service.committed() == 2);
            assertThat(service.growth().sizes).containsExactly(1, 2);
            assertThat(service.restarts()).isPositive();
            assertThat(service.deadLetters()).isEmpty();
        }
    }

    /** Whoever would have had it go on died with it. */
    @Test
    void aListenerThatWasPausedWhenItStoppedGoesOn() throws Exception {
        try (GrowthService service = new GrowthService("batch", 500)) {
            stopped(service);
            service.listener().pause();

            service.growth().error = null;

            await().atMost(SOON).until(() -> service.committed() == 2);
        }
    }

    @Test
    void aListenerWhosePauseNobodyEndedGoesOn() throws Exception {
        try (GrowthService service = new GrowthService("batch", 500)) {
            service.keeper().stop();
            service.growth().away = true;
            service.grow(1);
            await().atMost(SOON).until(() -> service.listener().isContainerPaused());
            service.growth().away = false;

            service.keeper().start();

            await().atMost(SOON).until(() -> service.committed() == 1);
            assertThat(service.restarts()).isZero();
        }
    }

    @Test
    void aListenerThatWasToldToStopStaysSo() throws Exception {
        try (GrowthService service = new GrowthService("batch", 500);
                GrowthService other = new GrowthService("batch", 500)) {
            service.listener().stop();
            stopped(other);
            other.growth().error = null;

            await().atMost(SOON).until(() -> other.committed() == 2);
            assertThat(service.listens()).isFalse();
            assertThat(service.restarts()).isZero();
        }
    }

    /** The first is committed; the second comes again and again, and stops the listener each time. */
    private static void stopped(GrowthService service) throws Exception {
        service.grow(1);
        await().atMost(SOON).until(() -> service.committed() == 1);
        service.growth().error = new OutOfMemoryError("planted");
        service.grow(2);
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> !service.listens());
    }
}
