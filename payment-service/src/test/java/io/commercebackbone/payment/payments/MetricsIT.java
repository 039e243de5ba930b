package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.MetricsDocument;
import io.commercebackbone.local.Scrape;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of the service, after something of each kind has happened to it. */
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final SharedBroker broker = SharedBroker.with(
            List.of(Topics.PAYMENT_COMPLETED, Topics.PAYMENT_FAILED, Topics.SHIPPING_STARTED), Topics.PARTITIONS);
    private static final RunningService service = RunningService.start(
            "payment_metrics",
            orders,
            "management.server.port=0",
            "spring.kafka.enabled=true",
            "spring.kafka.bootstrap-servers=" + broker.bootstrapServers());

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @Test
    void areRightAndAsTheDocumentSays() {
        user.charge(1_000);
        user.pay(orders.newOrder(userId, 300)).require(201);
        UUID refunded = orders.newOrder(userId, 200);
        String key = UUID.randomUUID().toString();
        user.pay(refunded, key).require(201);
        user.pay(refunded, key).require(201);
        assertThat(user.pay(orders.newOrder(userId, 600)).status()).isEqualTo(402);
        assertThat(user.pay(UUID.randomUUID()).status()).isEqualTo(404);
        service.orderService()
                .post("/internal/refunds", "{\"orderId\": \"%s\", \"reason\": \"asked for\"}".formatted(refunded))
                .require(200);
        System.gc();

        await().atMost(SOON).untilAsserted(() -> {
            Scrape scrape = service.scrape();
            assertPayments(scrape);
            assertOutbox(scrape);
        });
        assertThat(MetricsDocument.ofTheProject().differences("payment", service.scrape()))
                .isEmpty();
    }

    private void assertPayments(Scrape scrape) {
        assertThat(scrape.value("payments_completed_total")).isEqualTo(2);
        assertThat(scrape.value("payments_refused_total", "reason=\"insufficient-balance\""))
                .isEqualTo(1);
        assertThat(scrape.value("payments_refused_total", "reason=\"order-not-found\""))
                .isEqualTo(1);
        assertThat(scrape.value("payments_refused_total", "reason=\"given-up\""))
                .isZero();
        assertThat(scrape.value("payments_refunded_total")).isEqualTo(1);
        assertThat(scrape.value("payments_outcome_untold_total")).isZero();
        assertThat(scrape.value("balances_moved_won_total", "type=\"charge\"")).isEqualTo(1_000);
        assertThat(scrape.value("balances_moved_won_total", "type=\"payment\"")).isEqualTo(500);
        assertThat(scrape.value("balances_moved_won_total", "type=\"refund\"")).isEqualTo(200);
        assertThat(scrape.value("backbone_idempotency_requests_total", "outcome=\"repeated\""))
                .isEqualTo(1);
        assertThat(scrape.value(
                        "http_server_requests_seconds_count", "uri=\"/payments\"", "method=\"POST\"", "status=\"402\""))
                .isEqualTo(1);
        assertThat(scrape.value("resilience4j_circuitbreaker_state", "name=\"order-service\"", "state=\"closed\""))
                .isEqualTo(1);
    }

    private void assertOutbox(Scrape scrape) {
        String acknowledged = "outcome=\"acknowledged\"";
        assertThat(scrape.value("outbox_send_seconds_count", "topic=\"payment-completed\"", acknowledged))
                .isEqualTo(2);
        assertThat(scrape.value("outbox_send_seconds_count", "topic=\"payment-failed\"", acknowledged))
                .isEqualTo(1);
        assertThat(scrape.value("outbox_commit_to_ack_seconds_count")).isEqualTo(3);
        assertThat(scrape.value("outbox_relay_leader")).isEqualTo(1);
        assertThat(scrape.value("outbox_unsent_rows")).isZero();
    }
}
