package io.commercebackbone.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.MetricsDocument;
import io.commercebackbone.local.Scrape;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of the service, after something of each kind has happened to it. */
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final LocalRedis redis = LocalRedis.start();
    private static final RunningService service = RunningService.start(
            "management.server.port=0",
            "backbone.consumer.metrics-interval=100ms",
            "spring.data.redis.port=" + redis.port());

    @AfterAll
    static void stop() {
        service.close();
        redis.close();
    }

    @Test
    void areRightAndAsTheDocumentSays() {
        RunningService.BROKER.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        Scrape before = service.scrape();
        UUID user = UUID.randomUUID();
        UUID product = UUID.randomUUID();
        service.put(user, product, 2).require(200);
        service.put(user, UUID.randomUUID(), 1).require(200);
        ProducerRecord<String, byte[]> order = OrderEvents.ordered(user, Instant.now(), product);
        RunningService.BROKER.send(order);
        RunningService.BROKER.send(OrderEvents.with(order, EventHeaders.TYPE, "order-created.v99"));

        await().atMost(SOON).untilAsserted(() -> assertCart(before, service.scrape()));
        assertPausedWhileRedisIsAway(OrderEvents.ordered(user, Instant.now(), product));
        System.gc();
        await().atMost(SOON)
                .until(() ->
                        service.scrape().has("kafka_consumer_fetch_manager_records_lag", "topic=\"order-created\""));
        assertThat(MetricsDocument.ofTheProject().differences("cart", service.scrape()))
                .isEmpty();
    }

    private static void assertCart(Scrape before, Scrape scrape) {
        String topic = "topic=\"order-created\"";
        assertThat(grown(before, scrape, "cart_items_ordered_total")).isEqualTo(1);
        assertThat(grown(before, scrape, "backbone_consumer_event_to_effect_seconds_count", topic))
                .isEqualTo(1);
        assertThat(grown(
                        before,
                        scrape,
                        "backbone_consumer_failures_total",
                        topic,
                        "kind=\"permanent\"",
                        "cause=\"unknown-type\""))
                .isEqualTo(1);
        assertThat(scrape.value("backbone_dead_letters", topic, "state=\"open\""))
                .isPositive();
        assertThat(scrape.value("lettuce_command_completion_seconds_count")).isPositive();
        assertThat(scrape.value(
                        "http_server_requests_seconds_count",
                        "uri=\"/carts/me/items/{productId}\"",
                        "method=\"PUT\"",
                        "status=\"200\""))
                .isEqualTo(2);
    }

    private static void assertPausedWhileRedisIsAway(ProducerRecord<String, byte[]> order) {
        redis.stop();
        RunningService.BROKER.send(order);
        await().atMost(SOON)
                .until(() -> service.scrape().value("backbone_consumer_paused", "listener=\"order-created\"") == 1);
        assertThat(service.scrape()
                        .value("backbone_consumer_failures_total", "topic=\"order-created\"", "kind=\"transient\""))
                .isPositive();
        redis.restart();
        RunningService.BROKER.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
    }

    private static double grown(Scrape before, Scrape now, String name, String... labels) {
        return now.value(name, labels) - (before.has(name, labels) ? before.value(name, labels) : 0);
    }
}
