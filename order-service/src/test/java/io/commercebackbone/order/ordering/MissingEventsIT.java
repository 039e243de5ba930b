package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders whose events are lost, and how an operator gets them back. */
class MissingEventsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String REPUBLISH = "/admin/order-service/outbox/republish";

    private final SharedBroker broker = SharedBroker.with(Topics.all(), Topics.PARTITIONS);

    @Test
    void exactlyTheOrdersWhoseEventsAreMissingArePublished() {
        List<UUID> orders;
        try (RunningService withoutKafka = RunningService.start("missing_events")) {
            orders = new ArrayList<>(place(withoutKafka, 3));
            // two are deleted by hand, the first counts as sent and never was
            withoutKafka
                    .sql()
                    .sql("delete from outbox where key <> ?")
                    .param(orders.getFirst().toString())
                    .update();
            withoutKafka
                    .sql()
                    .sql("update outbox_cursor set snap = pg_current_snapshot()")
                    .update();
            orders.addAll(place(withoutKafka, 3));
        }
        List<UUID> missing = orders.subList(0, 3);
        List<UUID> waiting = orders.subList(3, 6);
        try (RunningService service =
                RunningService.start("missing_events", "spring.kafka.bootstrap-servers=" + broker.bootstrapServers())) {
            Api admin = service.admin();
            await().atMost(SOON)
                    .until(() -> waiting.stream().allMatch(it -> events(it).size() == 1));
            assertThat(missing).allSatisfy(it -> assertThat(events(it)).isEmpty());

            assertThat(keys(admin.post(REPUBLISH, "{\"missingOnly\":true,\"dryRun\":true}")))
                    .containsExactlyInAnyOrderElementsOf(missing);
            assertThat(keys(admin.post(REPUBLISH, "{\"missingOnly\":true}")))
                    .containsExactlyInAnyOrderElementsOf(missing);

            await().atMost(SOON)
                    .until(() -> missing.stream().allMatch(it -> events(it).size() == 1));
            assertThat(keys(admin.post(REPUBLISH, "{\"missingOnly\":true}"))).isEmpty();
            assertThat(orders).allSatisfy(it -> assertThat(events(it)).hasSize(1));
            assertThat(time(missing.get(1))).isEqualTo(createdAt(service, missing.get(1)));
            assertThat(admin.get("/admin/order-service/outbox/audit").body().path("items"))
                    .anySatisfy(it -> assertThat(it.path("events").asInt()).isEqualTo(3));
        }
    }

    @Test
    void theEventsOfAnOrderAreSentAgainAsTheyWere() {
        try (RunningService service = RunningService.start(
                "republished_events", "spring.kafka.bootstrap-servers=" + broker.bootstrapServers())) {
            UUID order = place(service, 2).getFirst();
            await().atMost(SOON).until(() -> events(order).size() == 1);
            Api admin = service.admin();

            JsonNode answer = admin.post(REPUBLISH, "{\"orderId\":\"%s\"}".formatted(order))
                    .body();

            assertThat(answer.path("events").asInt()).isEqualTo(1);
            await().atMost(SOON).until(() -> events(order).size() == 2);
            assertThat(events(order).stream()
                            .map(it -> header(it, EventHeaders.ID))
                            .distinct())
                    .hasSize(1);
            await().atMost(SOON)
                    .until(() -> admin.get("/admin/order-service/outbox")
                                    .body()
                                    .path("unsent")
                                    .asInt(-1)
                            == 0);
            assertThat(admin.get("/admin/order-service/outbox/parked").body().path("items"))
                    .isEmpty();
            assertThat(admin.post(REPUBLISH, "{}").code()).isEqualTo("validation-failed");
            assertThat(admin.post("/admin/order-service/outbox/parked/skip", "{\"key\":\"x\",\"reason\":\"y\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(service.as(UUID.randomUUID())
                            .post(REPUBLISH, "{\"missingOnly\":true}")
                            .status())
                    .isEqualTo(403);
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

    private static List<UUID> keys(Api.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        List<UUID> keys = new ArrayList<>();
        answer.body()
                .path("missing")
                .forEach(topic -> topic.path("keys").forEach(key -> keys.add(UUID.fromString(key.asString()))));
        return keys;
    }

    private List<ConsumerRecord<String, byte[]>> events(UUID order) {
        return broker.read(Topics.ORDER_CREATED).stream()
                .filter(it -> it.key().equals(order.toString()))
                .toList();
    }

    private String time(UUID order) {
        return header(events(order).getFirst(), EventHeaders.TIME);
    }

    private static String createdAt(RunningService service, UUID order) {
        return service.sql()
                .sql("select created_at from orders where id = ?")
                .param(order)
                .query((row, number) -> row.getObject(1, java.time.OffsetDateTime.class)
                        .toInstant()
                        .toString())
                .single();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
