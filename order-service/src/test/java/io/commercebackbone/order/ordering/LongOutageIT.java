package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The database is away for longer than a consumer may stay without polling. */
class LongOutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GROUP = "order-service";
    private static final List<String> READ =
            List.of(Topics.PAYMENT_COMPLETED, Topics.PAYMENT_FAILED, Topics.SHIPPING_STARTED);

    /** Five minutes, unless a service says otherwise; shortened here, and with it what one attempt may take. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(4);

    private final SharedBroker broker = SharedBroker.with(Topics.all(), Topics.PARTITIONS);

    @Test
    void costsNoMembershipAndNoDeadLetterAndIsCaughtUpWith() {
        try (RunningService service = RunningService.start(
                "long_outage",
                "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "spring.kafka.consumer.properties[max.poll.interval.ms]=" + POLL_INTERVAL.toMillis(),
                "spring.datasource.hikari.connection-timeout=500",
                "backbone.consumer.max-backoff=500ms")) {
            List<UUID> orders = place(service, 20);
            Set<String> members =
                    await().atMost(SOON).until(() -> broker.members(GROUP), it -> it.size() == READ.size());
            READ.forEach(topic -> broker.awaitDrained(GROUP, topic));
            long letters = letters();

            LocalPostgres.shared().kill();
            try {
                orders.forEach(order -> broker.send(PaidOrder.record(order, order)));
                await().atMost(SOON)
                        .during(POLL_INTERVAL.multipliedBy(2))
                        .failFast("left its group", () -> !broker.members(GROUP).equals(members))
                        .until(() -> true);
            } finally {
                LocalPostgres.shared().restart();
            }

            broker.awaitDrained(GROUP, Topics.PAYMENT_COMPLETED);
            assertThat(orders)
                    .allSatisfy(order -> assertThat(status(service, order)).isEqualTo("PAID"));
            assertThat(broker.members(GROUP)).isEqualTo(members);
            assertThat(letters()).isEqualTo(letters);
        }
    }

    private static List<UUID> place(RunningService service, int count) {
        UUID product = service.admin().newProduct("Kettle", 32_000, 100);
        Api user = service.as(UUID.randomUUID());
        return Stream.generate(() -> user.order(product, 1))
                .limit(count)
                .map(it -> UUID.fromString(it.body().path("id").asString()))
                .toList();
    }

    private static String status(RunningService service, UUID order) {
        return service.sql()
                .sql("select status from orders where id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private long letters() {
        return READ.stream().map(Topics::deadLettersOf).mapToLong(broker::size).sum();
    }
}
