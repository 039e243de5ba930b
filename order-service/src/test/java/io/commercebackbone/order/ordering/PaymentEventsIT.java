package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.PaymentFailedEvent;
import io.commercebackbone.events.ShippingStartedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.openapi.DescribedService;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What payment-service publishes, as it reaches the orders. */
class PaymentEventsIT implements DescribedService {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GROUP = "order-service";

    private static final AtomicLong sequence = new AtomicLong();
    private static final SharedBroker broker = SharedBroker.with(Topics.all(), Topics.PARTITIONS);
    private static final RunningService service = RunningService.start(
            "payment_events",
            "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "orders.payment.lease=10m");

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);
    private final UUID product = service.admin().newProduct("Kettle", 32_000, 10);
    private final UUID order =
            UUID.fromString(user.order(product, 2).body().path("id").asString());

    @AfterAll
    static void stop() {
        service.close();
    }

    @Override
    public String description() {
        return service.anonymous().get("/v3/api-docs").text();
    }

    @Test
    void aPaidOrderShipsAndEveryEventCountsOnce() {
        begin();
        UUID payment = UUID.randomUUID();
        UUID shipment = UUID.randomUUID();

        for (int copy = 0; copy < 3; copy++) {
            send(EventTypes.PAYMENT_COMPLETED, completed(payment, shipment));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("PAID"));
        send(EventTypes.SHIPPING_STARTED, new ShippingStartedEvent(order, userId, shipment, "KR-1"));
        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("SHIPPING"));
        send(EventTypes.PAYMENT_COMPLETED, completed(payment, shipment));

        broker.awaitDrained(GROUP, Topics.PAYMENT_COMPLETED);
        assertThat(status()).isEqualTo("SHIPPING");
        assertThat(service.count("select count(*) from orders where refund_due_since is not null"))
                .isZero();
    }

    @Test
    void aShipmentMayBeHeardOfBeforeItsPayment() {
        begin();
        UUID shipment = UUID.randomUUID();

        send(EventTypes.SHIPPING_STARTED, new ShippingStartedEvent(order, userId, shipment, "KR-2"));
        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("SHIPPING"));
        send(EventTypes.PAYMENT_COMPLETED, completed(UUID.randomUUID(), shipment));

        broker.awaitDrained(GROUP, Topics.PAYMENT_COMPLETED);
        assertThat(status()).isEqualTo("SHIPPING");
    }

    @Test
    void aFailedPaymentCancelsItsOrderOnce() {
        begin();

        for (int copy = 0; copy < 3; copy++) {
            send(EventTypes.PAYMENT_FAILED, new PaymentFailedEvent(order, userId, 1, "INSUFFICIENT_BALANCE"));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("CANCELLED"));
        broker.awaitDrained(GROUP, Topics.PAYMENT_FAILED);
        assertThat(user.get("/products/" + product).body().path("stock").asInt())
                .isEqualTo(10);
        assertThat(service.count(
                        "select count(*) from outbox where topic = 'order-cancelled' and key = ?", order.toString()))
                .isEqualTo(1);
    }

    @Test
    void anEventOfNoOrderOrOfNoKnownShapeIsDeadLetteredAndTheRestGoesOn() {
        begin();
        long before = broker.size(Topics.deadLettersOf(Topics.PAYMENT_COMPLETED));
        UUID unknown = UUID.randomUUID();

        send(
                unknown,
                EventTypes.PAYMENT_COMPLETED,
                new PaymentCompletedEvent(unknown, userId, unknown, unknown, 1, BigDecimal.TEN, "KRW"));
        broker.send(new ProducerRecord<>(
                Topics.PAYMENT_COMPLETED, UUID.randomUUID().toString(), "{nonsense".getBytes(StandardCharsets.UTF_8)));
        send(EventTypes.PAYMENT_COMPLETED, completed(UUID.randomUUID(), UUID.randomUUID()));

        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("PAID"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(broker.size(Topics.deadLettersOf(Topics.PAYMENT_COMPLETED)))
                        .isEqualTo(before + 2));
    }

    private void begin() {
        service.internal("payment-service")
                .post(
                        "/internal/orders/" + order + "/payment-attempts",
                        "{\"userId\":\"%s\",\"key\":\"a\"}".formatted(userId));
        assertThat(status()).isEqualTo("PAYING");
    }

    private PaymentCompletedEvent completed(UUID payment, UUID shipment) {
        return new PaymentCompletedEvent(order, userId, payment, shipment, 1, new BigDecimal("64000"), "KRW");
    }

    private String status() {
        return user.get("/orders/" + order).body().path("status").asString();
    }

    private <T> void send(EventType<T> type, T body) {
        send(order, type, body);
    }

    private static <T> void send(UUID key, EventType<T> type, T body) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(type.topic(), key.toString(), EventJson.write(body));
        Map.of(
                        EventHeaders.ID, UUID.randomUUID().toString(),
                        EventHeaders.SOURCE, "payment-service",
                        EventHeaders.TYPE, type.wireName(),
                        EventHeaders.TIME, Instant.now().toString(),
                        EventHeaders.SEQUENCE, Long.toString(sequence.incrementAndGet()))
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        broker.send(record);
    }
}
