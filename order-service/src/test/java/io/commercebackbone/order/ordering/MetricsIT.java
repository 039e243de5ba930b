package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.ShippingStartedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.MetricsDocument;
import io.commercebackbone.local.Scrape;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.coupons.CouponFixtures;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of the service, after something of each kind has happened to it. */
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final SharedBroker broker = SharedBroker.with(Topics.all(), Topics.PARTITIONS);
    private static final PaymentServiceStandIn paymentService = new PaymentServiceStandIn();
    private static final RunningService service = RunningService.start(
            "metrics",
            "management.server.port=0",
            "backbone.consumer.metrics-interval=100ms",
            "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "backbone.calls.payment-service.url=" + paymentService.url(),
            // passes at once, and nobody looks
            "orders.payment.lease=1ms",
            "orders.payment.scan-interval=1h");

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
        paymentService.close();
    }

    @Test
    void areRightAndAsTheDocumentSays() {
        for (String topic : List.of(Topics.PAYMENT_COMPLETED, Topics.PAYMENT_FAILED, Topics.SHIPPING_STARTED)) {
            broker.awaitDrained("order-service", topic);
        }
        Scrape before = service.scrape();
        ordersAndRefusals();
        payingOrder();
        deliveredOrder();
        coupons();
        repeatedRequest();
        poison();
        System.gc();

        await().atMost(SOON).untilAsserted(() -> {
            Scrape scrape = service.scrape();
            assertOrders(scrape);
            assertOutbox(scrape);
            assertConsumer(before, scrape);
            assertEdge(scrape);
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.scrape().series("kafka_consumer_fetch_manager_records_lag"))
                        .anyMatch(it -> it.contains("topic=\"payment-completed\"") && it.endsWith(" 0.0")));
        assertThat(MetricsDocument.ofTheProject().differences("order", service.scrape()))
                .isEmpty();
    }

    private void assertOrders(Scrape scrape) {
        assertThat(scrape.value("orders_placed_total")).isEqualTo(5);
        assertThat(scrape.value("orders_refused_total", "reason=\"insufficient-stock\""))
                .isEqualTo(1);
        assertThat(scrape.value("orders_refused_total", "reason=\"product-not-found\""))
                .isEqualTo(1);
        assertThat(scrape.value("orders_refused_total", "reason=\"coupon-not-usable\""))
                .isZero();
        assertThat(scrape.value("products_sold_out_total")).isEqualTo(1);
        assertThat(scrape.value("orders_cancelled_total", "reason=\"USER_REQUEST\""))
                .isEqualTo(1);
        assertThat(scrape.value("orders_cancelled_total", "reason=\"EXPIRED\"")).isZero();
        assertThat(scrape.value("orders_paid_total")).isEqualTo(1);
        assertThat(scrape.value("orders_shipped_total")).isEqualTo(1);
        assertThat(scrape.value("orders_delivered_total")).isEqualTo(1);
        assertThat(scrape.value("orders_open", "status=\"pending\"")).isEqualTo(2);
        assertThat(scrape.value("orders_open", "status=\"paying\"")).isEqualTo(1);
        assertThat(scrape.value("orders_paying_overdue")).isEqualTo(1);
        assertThat(scrape.value("orders_refunds_open")).isZero();
        assertThat(scrape.value("orders_batch_size_sum")).isEqualTo(7);
        assertThat(scrape.value("coupons_issued_total")).isEqualTo(1);
        assertThat(scrape.value("coupons_refused_total", "reason=\"coupon-sold-out\""))
                .isEqualTo(1);
    }

    private void assertOutbox(Scrape scrape) {
        String acknowledged = "outcome=\"acknowledged\"";
        assertThat(scrape.value("outbox_send_seconds_count", "topic=\"order-created\"", acknowledged))
                .isEqualTo(5);
        assertThat(scrape.value("outbox_send_seconds_count", "topic=\"order-cancelled\"", acknowledged))
                .isEqualTo(1);
        assertThat(scrape.value("outbox_commit_to_ack_seconds_count")).isEqualTo(6);
        assertThat(scrape.value("outbox_unsent_rows")).isZero();
        assertThat(scrape.value("outbox_oldest_unsent_age_seconds")).isZero();
        assertThat(scrape.value("outbox_parked_keys")).isZero();
        assertThat(scrape.value("outbox_relay_leader")).isEqualTo(1);
        // the client counts what it sends again as well
        double sent = scrape.value("kafka_producer_record_send_total", "client_id=\"order-service-outbox\"");
        double again = scrape.value("kafka_producer_record_retry_total", "client_id=\"order-service-outbox\"");
        assertThat(sent).isBetween(6.0, 6 + again);
    }

    private static void assertConsumer(Scrape before, Scrape scrape) {
        String effects = "backbone_consumer_event_to_effect_seconds";
        assertThat(grown(before, scrape, effects + "_count", "topic=\"payment-completed\""))
                .isEqualTo(1);
        assertThat(grown(before, scrape, effects + "_count", "topic=\"shipping-started\""))
                .isEqualTo(1);
        // it says that it happened an hour ago
        assertThat(grown(before, scrape, effects + "_sum", "topic=\"shipping-started\""))
                .isBetween(3_600.0, 3_660.0);
        assertThat(grown(
                        before,
                        scrape,
                        "backbone_consumer_failures_total",
                        "topic=\"payment-completed\"",
                        "kind=\"permanent\"",
                        "cause=\"missing-header\""))
                .isEqualTo(1);
        assertThat(scrape.value("backbone_dead_letters", "topic=\"payment-completed\"", "state=\"open\""))
                .isPositive();
        assertThat(scrape.value("backbone_consumer_paused", "listener=\"payment-completed\""))
                .isZero();
        assertThat(scrape.value("backbone_consumer_restarts_total", "listener=\"payment-completed\""))
                .isZero();
    }

    private static double grown(Scrape before, Scrape now, String name, String... labels) {
        return now.value(name, labels) - (before.has(name, labels) ? before.value(name, labels) : 0);
    }

    private void assertEdge(Scrape scrape) {
        String[] placed = {"uri=\"/orders\"", "method=\"POST\"", "status=\"201\""};
        assertThat(scrape.value("http_server_requests_seconds_count", placed)).isEqualTo(6);
        assertThat(scrape.value("backbone_idempotency_requests_total", "outcome=\"repeated\""))
                .isEqualTo(1);
        assertThat(scrape.value("resilience4j_circuitbreaker_state", "name=\"payment-service\"", "state=\"closed\""))
                .isEqualTo(1);
        assertThat(scrape.value("hikaricp_connections_max")).isEqualTo(10);
    }

    /** Three orders of which one is cancelled, and two refusals; nothing is left of the product. */
    private void ordersAndRefusals() {
        UUID product = service.admin().newProduct("Kettle", 32_000, 3);
        UUID cancelled = placed(product, 1);
        placed(product, 2);
        assertThat(user.order(product, 1).status()).isEqualTo(409);
        assertThat(user.order(UUID.randomUUID(), 1).status()).isEqualTo(404);
        user.post("/orders/" + cancelled + "/cancel", "").require(200);
    }

    private void payingOrder() {
        begin(placed(service.admin().newProduct("Cup", 9_000, 10), 1));
    }

    private void deliveredOrder() {
        UUID order = placed(service.admin().newProduct("Pot", 12_000, 10), 1);
        begin(order);
        UUID payment = UUID.randomUUID();
        UUID shipment = UUID.randomUUID();
        send(
                order,
                EventTypes.PAYMENT_COMPLETED,
                Instant.now(),
                new PaymentCompletedEvent(order, userId, payment, shipment, 1, new BigDecimal("12000"), "KRW"));
        awaitStatus(order, "PAID");
        send(
                order,
                EventTypes.SHIPPING_STARTED,
                Instant.now().minusSeconds(3_600),
                new ShippingStartedEvent(order, userId, shipment, "KR-1"));
        awaitStatus(order, "SHIPPING");
        service.internal("payment-service")
                .post("/internal/orders/" + order + "/delivered", "{\"shipmentId\":\"%s\"}".formatted(shipment));
        awaitStatus(order, "DELIVERED");
    }

    private void coupons() {
        UUID campaign = CouponFixtures.newCampaign(service.admin(), 1_000, 1);
        CouponFixtures.issued(user, campaign);
        Api another = service.as(UUID.randomUUID());
        assertThat(another.post("/coupons/" + campaign + "/issue", "").status()).isEqualTo(409);
    }

    private void repeatedRequest() {
        UUID product = service.admin().newProduct("Lid", 1_000, 10);
        String body = "{\"items\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product);
        String key = UUID.randomUUID().toString();
        user.post("/orders", body, key).require(201);
        user.post("/orders", body, key).require(201);
    }

    private static void poison() {
        broker.send(new ProducerRecord<>(
                Topics.PAYMENT_COMPLETED, UUID.randomUUID().toString(), "{nonsense".getBytes(StandardCharsets.UTF_8)));
    }

    private UUID placed(UUID product, int quantity) {
        return UUID.fromString(user.order(product, quantity).require(201).text("id"));
    }

    private void begin(UUID order) {
        service.internal("payment-service")
                .post(
                        "/internal/orders/" + order + "/payment-attempts",
                        "{\"userId\":\"%s\",\"key\":\"a\"}".formatted(userId));
    }

    private void awaitStatus(UUID order, String status) {
        await().atMost(SOON)
                .until(() -> user.get("/orders/" + order).text("status").equals(status));
    }

    private static <T> void send(UUID key, EventType<T> type, Instant at, T body) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(type.topic(), key.toString(), EventJson.write(body));
        Map.of(
                        EventHeaders.ID, UUID.randomUUID().toString(),
                        EventHeaders.SOURCE, "payment-service",
                        EventHeaders.TYPE, type.wireName(),
                        EventHeaders.TIME, at.toString(),
                        EventHeaders.SEQUENCE, "1")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        broker.send(record);
    }
}
