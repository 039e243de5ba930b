package io.commercebackbone.payment.shipments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShipmentApiIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start(
            "shipments_api",
            orders,
            "shipments.confirm-interval=100ms",
            "backbone.calls.order-service.breaker.open-for=200ms");

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);
    private final Api admin = service.admin();
    private final UUID order = orders.newOrder(userId, 0);
    private final UUID shipment = shipment();

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @AfterEach
    void answerAsAgreed() {
        orders.answerAsAgreed();
    }

    @Test
    void leavesArrivesAndOrderServiceLearnsIt() {
        Answer started = start("KR-1");
        Answer delivered = deliver();

        assertThat(started.status()).isEqualTo(200);
        assertThat(started.body().path("status").asString()).isEqualTo("STARTED");
        assertThat(started.body().path("trackingNumber").asString()).isEqualTo("KR-1");
        assertThat(delivered.status()).isEqualTo(200);
        assertThat(delivered.body().path("status").asString()).isEqualTo("DELIVERED");
        assertThat(user.get("/shipments?orderId=" + order).body().path("items").get(0))
                .isEqualTo(delivered.body());
        assertThat(orders.statusOf(order)).isEqualTo("DELIVERED");
        assertThat(orders.calls(order, "delivered").getFirst().body().toString())
                .isEqualTo("""
                {"shipmentId":"%s","deliveredAt":%s}""".formatted(shipment, delivered.body().path("deliveredAt")));
        assertThat(unconfirmed()).isZero();
    }

    @Test
    void aDeliveryThatCouldNotBeToldIsToldLater() {
        start("KR-1");
        orders.answerAlways(500, "");

        assertThat(deliver().status()).isEqualTo(200);

        assertThat(unconfirmed()).isEqualTo(1);
        assertThat(service.anonymous().get("/actuator/prometheus").response().body())
                .contains("shipments_deliveries_unconfirmed");
        orders.answerAsAgreed();
        await().atMost(SOON).untilAsserted(() -> assertThat(unconfirmed()).isZero());
        assertThat(orders.statusOf(order)).isEqualTo("DELIVERED");
    }

    @Test
    void whatIsIllegalIsAConflict() {
        Answer early = deliver();
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("shipment-not-deliverable");
        start("KR-1");

        Answer twice = start("KR-2");

        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("shipment-not-startable");
        assertThat(twice.header("Content-Type")).isEqualTo("application/problem+json");
        deliver();
        assertThat(deliver().code()).isEqualTo("shipment-not-deliverable");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String verb : List.of("start", "deliver")) {
            Answer missing =
                    admin.post("/admin/shipments/" + UUID.randomUUID() + "/" + verb, "{\"trackingNumber\":\"KR-1\"}");
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.code()).isEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"trackingNumber\":\" \"}", "{\"trackingNumber\":\"a\\u0000b\"}"})
    void aTrackingNumberIsNeeded(String body) {
        Answer refused = admin.post("/admin/shipments/" + shipment + "/start", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
    }

    @Test
    void onlyTheWarehouseMovesShipments() {
        Answer refused = user.post("/admin/shipments/" + shipment + "/deliver", "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
    }

    private UUID shipment() {
        user.pay(order);
        return user.shipmentOf(order);
    }

    private Answer start(String trackingNumber) {
        return admin.post(
                "/admin/shipments/" + shipment + "/start", "{\"trackingNumber\":\"%s\"}".formatted(trackingNumber));
    }

    private Answer deliver() {
        return admin.post("/admin/shipments/" + shipment + "/deliver", "");
    }

    private long unconfirmed() {
        return service.count("select count(*) from shipments where id = ? and delivery_confirmed_at is null", shipment);
    }
}
