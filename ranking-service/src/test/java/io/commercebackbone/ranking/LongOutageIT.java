package io.commercebackbone.ranking;

import static io.commercebackbone.ranking.OrderEvents.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.SharedBroker;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis is away for longer than a consumer may stay without polling. */
class LongOutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Five minutes, unless a service says otherwise; shortened here. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(3);

    private static final SharedBroker broker = RunningService.BROKER;

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void costsNoMembershipAndNoDeadLetterAndIsCaughtUpWith(int pollSize) {
        UUID product = UUID.randomUUID();
        long deadLetters = broker.size(Topics.deadLettersOf(Topics.ORDER_CREATED));
        try (RunningService service = RunningService.start(
                "spring.kafka.listener.concurrency=1",
                "spring.kafka.consumer.max-poll-records=" + pollSize,
                "spring.kafka.consumer.properties[max.poll.interval.ms]=" + POLL_INTERVAL.toMillis())) {
            send(product, 20);
            broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
            // one for each topic
            Set<String> members =
                    await().atMost(SOON).until(() -> broker.members(RunningService.GROUP), it -> it.size() == 2);
            double failures = service.metric("backbone_consumer_failures_total");

            LocalRedis.shared().kill();
            try {
                send(product, 100);
                await().atMost(SOON).until(() -> service.metric("backbone_consumer_failures_total") > failures);
                await().atMost(SOON)
                        .during(POLL_INTERVAL.multipliedBy(2))
                        .failFast(
                                "left its group",
                                () -> !broker.members(RunningService.GROUP).equals(members))
                        .until(() -> true);
            } finally {
                LocalRedis.shared().restart();
            }
            service.awaitAnswers();

            broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
            assertThat(service.score(product)).isEqualTo(120);
            assertThat(broker.members(RunningService.GROUP)).isEqualTo(members);
            assertThat(broker.size(Topics.deadLettersOf(Topics.ORDER_CREATED))).isEqualTo(deadLetters);
        }
    }

    private static void send(UUID product, int orders) {
        broker.send(Stream.generate(() -> ordered(product, 1)).limit(orders).toList());
    }
}
