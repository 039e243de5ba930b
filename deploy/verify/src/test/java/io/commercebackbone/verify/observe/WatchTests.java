package io.commercebackbone.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.verify.faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTests {

    private static final Duration SHORT = Duration.ofMillis(10);

    private PlayedPrometheus played;
    private Prometheus prometheus;
    private Watch watch;

    @BeforeEach
    void start() throws IOException {
        played = new PlayedPrometheus();
        prometheus = new Prometheus(played.address());
        watch = new Watch(prometheus, SHORT, SHORT);
    }

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void seesWhatFiresBecauseOfAMishapAndEndsAfterIt() throws InterruptedException {
        List<Observation> observations = watch.through(
                Mishap.BROKER_KILLED,
                fault(() -> played.firing.addAll(List.of("BrokerDown", "EventsWait")), played.firing::clear));
        assertThat(observations).extracting(Observation::alert).containsExactly("BrokerDown", "EventsWait");
        assertThat(observations).allMatch(Observation::isAsItShouldBe);
        assertThat(observations).extracting(Observation::said).containsExactly("BrokerDown!", "EventsWait!");
    }

    @Test
    void missesWhatDoesNotFire() throws InterruptedException {
        List<Observation> observations =
                watch.through(Mishap.BROKER_KILLED, fault(() -> played.firing.add("BrokerDown"), played.firing::clear));
        assertThat(observations)
                .filteredOn(it -> !it.isAsItShouldBe())
                .extracting(Observation::alert)
                .containsExactly("EventsWait");
    }

    @Test
    void missesWhatDoesNotEnd() throws InterruptedException {
        List<Observation> observations = watch.through(
                Mishap.BROKER_KILLED,
                fault(
                        () -> played.firing.addAll(List.of("BrokerDown", "EventsWait")),
                        () -> played.firing.remove("BrokerDown")));
        assertThat(observations)
                .filteredOn(it -> !it.isAsItShouldBe())
                .extracting(Observation::alert)
                .containsExactly("EventsWait");
    }

    @Test
    void doesNotTakeAnAlertForItsOwnThatFiredBefore() throws InterruptedException {
        played.firing.addAll(List.of("BrokerDown", "EventsWait"));
        assertThat(watch.through(Mishap.BROKER_KILLED, fault(() -> {}, played.firing::clear)))
                .noneMatch(Observation::isAsItShouldBe)
                .extracting(Observation::trouble)
                .containsOnly("fires before: [BrokerDown, EventsWait]");
    }

    @Test
    void tellsWhenItCouldNotBeMadeWrongOrRight() throws InterruptedException {
        assertThat(watch.through(
                        Mishap.POISON,
                        fault(
                                () -> {
                                    throw new IOException("no broker");
                                },
                                () -> {})))
                .extracting(Observation::trouble)
                .containsExactly("java.io.IOException: no broker");
    }

    @Test
    void seesWhatFiresWhileNothingIsWrong() throws InterruptedException {
        played.firing.add("DeadLetters");
        assertThat(watch.calm(SHORT)).containsOnlyKeys("DeadLetters").containsValue("DeadLetters!");
    }

    @Test
    void doesNotCallTheStartCalm() throws InterruptedException {
        played.firing.add("BreakerOpen");
        Thread.ofVirtual().start(() -> {
            await().until(() -> played.alertsAsked.get() > 0);
            played.firing.clear();
        });
        assertThat(new Watch(prometheus, SHORT, Duration.ofSeconds(30)).calm(SHORT))
                .isEmpty();
    }

    @Test
    void countsTheValuesOfAQueryOverATime() {
        Instant from = Instant.ofEpochSecond(1_000);
        assertThat(prometheus.values("sum(a{b=\"c d\"})", from, from.plusSeconds(60), Duration.ofSeconds(5)))
                .isEqualTo(3);
        assertThat(played.asked.getFirst().getQuery()).endsWith("&start=1000&end=1060&step=5s");
    }

    @Test
    void refusesWhatPrometheusRefusesInItsWords() {
        assertThatThrownBy(() -> prometheus.values("sum(", Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parse error");
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Fault fault(Step strike, Step heal) {
        return new Fault() {
            @Override
            public void strike() throws Exception {
                strike.run();
            }

            @Override
            public void heal() throws Exception {
                heal.run();
            }
        };
    }
}
