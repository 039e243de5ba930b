package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.Together;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What order-service asks for: refunds, and attempts to be given up. */
class RefundIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start("refunds", orders);

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);
    private final Api orderService = service.orderService();
    private final Api admin = service.admin();

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @AfterEach
    void booksBalance() {
        Books.balance(service.sql());
    }

    @Test
    void aRefundGivesTheAmountBackAndCancelsTheShipment() {
        UUID order = paidOrder();

        Answer refunded = refund(order);

        assertThat(refunded.status()).isEqualTo(200);
        assertThat(refunded.body().path("orderId").asString()).isEqualTo(order.toString());
        assertThat(refunded.body().path("status").asString()).isEqualTo("REFUNDED");
        assertThat(refunded.body().path("refundId").asString()).isNotBlank();
        assertThat(user.balance()).isEqualByComparingTo("100");
        JsonNode entry = user.get("/balances/me/entries").body().path("items").get(0);
        assertThat(entry.path("type").asString()).isEqualTo("REFUND");
        assertThat(entry.path("amount").toString()).isEqualTo("100");
        assertThat(shipment(order).path("status").asString()).isEqualTo("CANCELLED");
        Answer tooLate = start(order);
        assertThat(tooLate.status()).isEqualTo(409);
        assertThat(tooLate.code()).isEqualTo("shipment-not-startable");
    }

    @Test
    void anOrderThatCostsNothingIsPaidShippedOrRefundedLikeAnyOther() {
        UUID kept = orders.newOrder(userId, 0);
        UUID refunded = orders.newOrder(userId, 0);

        assertThat(user.pay(kept).status()).isEqualTo(201);
        assertThat(user.pay(refunded).status()).isEqualTo(201);

        assertThat(orders.statusOf(kept)).isEqualTo("PAID");
        assertThat(start(kept).status()).isEqualTo(200);
        assertThat(refund(refunded).body().path("status").asString()).isEqualTo("REFUNDED");
        assertThat(shipment(refunded).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(user.balance()).isZero();
        assertThat(user.get("/balances/me/entries").body().path("items").size()).isZero();
    }

    @Test
    void twentyWhoAskAtOnceGetOneRefund() throws Exception {
        UUID order = paidOrder();

        List<Answer> answers = Together.run(20, i -> refund(order));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(answers.getFirst().body().path("status").asString()).isEqualTo("REFUNDED");
        assertThat(user.balance()).isEqualByComparingTo("100");
    }

    @Test
    void anOrderThatWasNotPaidHasNothingToRefund() {
        UUID order = orders.newOrder(userId, 100);
        user.pay(order);

        Answer answer = refund(order);

        assertThat(answer.body().toString()).isEqualTo("""
                {"orderId":"%s","status":"NOTHING_TO_REFUND","refundId":null}""".formatted(order));
        assertThat(user.balance()).isZero();
    }

    @Test
    void whatHasLeftIsNotRefunded() {
        UUID order = paidOrder();
        start(order);

        assertThat(refund(order).body().path("status").asString()).isEqualTo("TOO_LATE");
        admin.post("/admin/shipments/" + user.shipmentOf(order) + "/deliver", "");
        assertThat(refund(order).body().path("status").asString()).isEqualTo("TOO_LATE");
        assertThat(user.balance()).isZero();
    }

    @Test
    void aRefundAndTheShipmentsStartAtOnceHaveOneWinner() throws Exception {
        int refunds = 0;
        for (int round = 0; round < 40; round++) {
            UUID order = paidOrder();
            UUID shipment = user.shipmentOf(order);

            List<Answer> answers = Together.run(2, i -> i == 0 ? refund(order) : startShipment(shipment));

            boolean refunded = answers.get(0).body().path("status").asString().equals("REFUNDED");
            assertThat(answers.get(1).status()).isEqualTo(refunded ? 409 : 200);
            assertThat(shipment(order).path("status").asString()).isEqualTo(refunded ? "CANCELLED" : "STARTED");
            assertThat(service.count(
                            "select count(*) from outbox where key = ? and topic = 'shipping-started'",
                            order.toString()))
                    .isEqualTo(refunded ? 0 : 1);
            refunds += refunded ? 1 : 0;
        }
        System.out.println("RefundIT: the refund won %d of 40 races".formatted(refunds));
    }

    @Test
    void givingUpReturnsWhatHadWon() {
        UUID paid = paidOrder();
        UUID failed = orders.newOrder(userId, 1_000);
        user.pay(failed);
        UUID fresh = orders.newOrder(userId, 1);

        JsonNode won = abort(paid).body();
        assertThat(won.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(won.path("shipmentId").asString())
                .isEqualTo(user.shipmentOf(paid).toString());
        assertThat(won.path("paymentId").asString()).isNotBlank();
        assertThat(abort(failed).body().path("status").asString()).isEqualTo("FAILED");
        assertThat(abort(failed).body().path("reason").asString()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(abort(fresh).body().toString()).isEqualTo("""
                {"orderId":"%s","attempt":1,"status":"ABORTED","paymentId":null,"shipmentId":null,"reason":null,"eventId":null}""".formatted(fresh));
        assertThat(won.path("eventId")).isEqualTo(won.path("paymentId"));
        assertThat(abort(fresh).body()).isEqualTo(abort(fresh).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/refunds", "/internal/payment-attempts/abort"})
    void onlyServicesMayAskAndOnlyForWhatMakesSense(String path) {
        assertThat(user.post(path, "{}").status()).isEqualTo(403);
        assertThat(admin.post(path, "{}").code()).isEqualTo("forbidden");
        assertThat(service.anonymous().post(path, "{}").status()).isEqualTo(401);
        assertThat(orderService.post(path, "{}").code()).isEqualTo("validation-failed");
    }

    private UUID paidOrder() {
        UUID order = orders.newOrder(userId, 100);
        long missing = 100 - Math.min(100, user.balance().longValue());
        if (missing > 0) {
            user.charge(missing);
        }
        assertThat(user.pay(order).status()).isEqualTo(201);
        return order;
    }

    private Answer refund(UUID order) {
        return orderService.post("/internal/refunds", """
                {"orderId":"%s","reason":"USER_REQUEST"}""".formatted(order));
    }

    private Answer abort(UUID order) {
        return orderService.post("/internal/payment-attempts/abort", """
                {"orderId":"%s","userId":"%s","attempt":1}""".formatted(order, userId));
    }

    private Answer start(UUID order) {
        return startShipment(user.shipmentOf(order));
    }

    private Answer startShipment(UUID shipment) {
        return admin.post("/admin/shipments/" + shipment + "/start", "{\"trackingNumber\":\"KR-1\"}");
    }

    private JsonNode shipment(UUID order) {
        return user.get("/shipments?orderId=" + order).body().path("items").get(0);
    }
}
