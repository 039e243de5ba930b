package io.commercebackbone.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.MetricsDocument;
import io.commercebackbone.local.Scrape;
import io.commercebackbone.local.SharedBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What Prometheus reads of the service, after something of each kind has happened to it. */
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Nobody else's sales are on the topics. */
    private static final LocalKafka kafka = LocalKafka.start();

    private static final SharedBroker broker = SharedBroker.on(kafka, Topics.all(), Topics.PARTITIONS);
    private static final LocalRedis redis = LocalRedis.start();
    private static final RunningService service = RunningService.start(
            "management.server.port=0",
            "backbone.consumer.metrics-interval=100ms",
            "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "spring.data.redis.port=" + redis.port(),
            "ranking.drift-interval=200ms");

    @AfterAll
    static void stop() {
        service.close();
        redis.close();
        broker.close();
        kafka.close();
    }

    @Test
    void areRightAndAsTheDocumentSays() {
        service.get("/rankings?window=today").require(200);
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CANCELLED);
        Scrape before = service.scrape();
        ProducerRecord<String, byte[]> order = OrderEvents.ordered(UUID.randomUUID(), 2);
        broker.send(order);
        broker.send(order);
        broker.send(OrderEvents.ordered(UUID.randomUUID(), 1));
        broker.send(OrderEvents.with(order, EventHeaders.TYPE, "order-created.v99"));

        await().atMost(SOON).untilAsserted(() -> assertConsumer(before, service.scrape()));
        System.gc();
        await().atMost(SOON)
                .until(() ->
                        service.scrape().has("kafka_consumer_fetch_manager_records_lag", "topic=\"order-created\""));
        assertThat(MetricsDocument.ofTheProject().differences("ranking", service.scrape()))
                .isEmpty();
    }

    @Test
    void showByHowMuchYesterdayDiffersFromItsTopics() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        UUID product = UUID.randomUUID();
        broker.send(OrderEvents.writtenAt(OrderEvents.ordered(product, 3, yesterday), yesterday));
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(service.scrape().value("ranking_drift_units")).isZero();
            assertThat(service.scrape().value("ranking_drift_age_seconds")).isBetween(0.0, 30.0);
        });

        StringRedisTemplate other = other();
        String day = Keys.day(LocalDate.ofInstant(yesterday, RunningService.ZONE));
        other.opsForZSet().incrementScore(day, product.toString(), 4);
        other.opsForZSet().incrementScore(day, UUID.randomUUID().toString(), 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.scrape().value("ranking_drift_units"))
                        .isEqualTo(5));
    }

    private static void assertConsumer(Scrape before, Scrape scrape) {
        String topic = "topic=\"order-created\"";
        assertThat(grown(before, scrape, "ranking_events_counted_total", topic)).isEqualTo(2);
        assertThat(grown(before, scrape, "ranking_events_duplicate_total", topic))
                .isEqualTo(1);
        assertThat(grown(before, scrape, "backbone_consumer_event_to_effect_seconds_count", topic))
                .isEqualTo(3);
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
        assertThat(scrape.value("backbone_consumer_paused", "listener=\"order-created\""))
                .isZero();
        assertThat(scrape.value("lettuce_command_completion_seconds_count")).isPositive();
        assertThat(scrape.value(
                        "http_server_requests_seconds_count", "uri=\"/rankings\"", "method=\"GET\"", "status=\"200\""))
                .isEqualTo(1);
    }

    private static double grown(Scrape before, Scrape now, String name, String... labels) {
        return now.value(name, labels) - (before.has(name, labels) ? before.value(name, labels) : 0);
    }

    private static StringRedisTemplate other() {
        LettuceConnectionFactory connections = new LettuceConnectionFactory("localhost", redis.port());
        connections.afterPropertiesSet();
        connections.start();
        return new StringRedisTemplate(connections);
    }
}
