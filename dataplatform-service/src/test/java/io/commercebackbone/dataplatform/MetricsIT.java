package io.commercebackbone.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.MetricsDocument;
import io.commercebackbone.local.Scrape;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of the service, after something of each kind has happened to it. */
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final OutsidePlatform platform = OutsidePlatform.start();
    private static final RunningService service = RunningService.start(
            platform.url(), "management.server.port=0", "backbone.consumer.metrics-interval=100ms");

    @AfterAll
    static void stop() {
        service.close();
        platform.close();
    }

    @Test
    void areRightAndAsTheDocumentSays() {
        RunningService.awaitDrained();
        Scrape before = service.scrape();
        RunningService.BROKER.send(PaymentEvents.paid(3));
        RunningService.awaitDrained();
        platform.answer(422);
        RunningService.BROKER.send(PaymentEvents.paid(UUID.randomUUID()));

        await().atMost(SOON).untilAsserted(() -> assertForwarded(before, service.scrape()));
        assertThat(service.get("/admin/dataplatform-service/deliveries").status())
                .isEqualTo(200);
        System.gc();
        await().atMost(SOON)
                .until(() -> service.scrape()
                        .has("kafka_consumer_fetch_manager_records_lag", "topic=\"payment-completed\""));
        assertThat(MetricsDocument.ofTheProject().differences("dataplatform", service.scrape()))
                .isEmpty();
    }

    private static void assertForwarded(Scrape before, Scrape scrape) {
        String topic = "topic=\"payment-completed\"";
        assertThat(grown(before, scrape, "dataplatform_events_total", "outcome=\"delivered\""))
                .isEqualTo(3);
        assertThat(grown(before, scrape, "dataplatform_events_total", "outcome=\"refused\""))
                .isEqualTo(1);
        assertThat(grown(before, scrape, "backbone_consumer_event_to_effect_seconds_count", topic))
                .isEqualTo(3);
        assertThat(grown(
                        before,
                        scrape,
                        "backbone_consumer_failures_total",
                        topic,
                        "kind=\"permanent\"",
                        "cause=\"refused\""))
                .isEqualTo(1);
        assertThat(scrape.value("backbone_dead_letters", topic, "state=\"open\""))
                .isPositive();
        // a platform that refuses an event is well
        assertThat(grown(
                        before,
                        scrape,
                        "resilience4j_circuitbreaker_calls_seconds_count",
                        "name=\"platform\"",
                        "kind=\"successful\""))
                .isEqualTo(4);
        assertThat(scrape.value("resilience4j_circuitbreaker_state", "name=\"platform\"", "state=\"closed\""))
                .isEqualTo(1);
    }

    private static double grown(Scrape before, Scrape now, String name, String... labels) {
        return now.value(name, labels) - (before.has(name, labels) ? before.value(name, labels) : 0);
    }
}
