package io.commercebackbone.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.Together;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests under a key, asked of two instances on one database. */
class IdempotencyIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final String WIDE = "backbone.calls.order-service.max-concurrent=200";

    /** However busy the machine is, those who wait for the first get their answer. */
    private static final String PATIENT = "backbone.idempotency.patience=60s";

    private static final RunningService one = RunningService.start("payment_keys", orders, WIDE, PATIENT);
    private static final RunningService other = RunningService.start("payment_keys", orders, WIDE, PATIENT);

    private final UUID userId = UUID.randomUUID();
    private final UUID adminId = UUID.randomUUID();
    private final List<Api> user = List.of(one.as(userId), other.as(userId));
    private final List<Api> admin = List.of(one.as(adminId, "admin"), other.as(adminId, "admin"));
    private final String key = UUID.randomUUID().toString();

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        orders.close();
    }

    @AfterEach
    void booksBalance() {
        orders.answerAsAgreed();
        Books.balance(one.sql());
    }

    @Test
    void fiftyEqualChargesAtOnceAreOne() throws Exception {
        List<Answer> answers = Together.run(50, i -> user.get(i % 2).post("/balances/me/charges", charge(70), key));

        assertAllEqual(answers, 201);
        assertThat(user.getFirst().balance()).isEqualByComparingTo("70");
    }

    @Test
    void fiftyEqualPaymentsAtOnceAreOne() throws Exception {
        user.getFirst().charge(100);
        UUID order = orders.newOrder(userId, 10);

        List<Answer> answers = Together.run(50, i -> user.get(i % 2).pay(order, key));

        assertAllEqual(answers, 201);
        assertThat(user.getFirst().balance()).isEqualByComparingTo("90");
        assertThat(orders.statusOf(order)).isEqualTo("PAID");
    }

    @Test
    void fiftyEqualPaymentsThatAreNotCoveredFailOnce() throws Exception {
        UUID order = orders.newOrder(userId, 10);

        List<Answer> answers = Together.run(50, i -> user.get(i % 2).pay(order, key));

        assertAllEqual(answers, 402);
        assertThat(answers.getFirst().code()).isEqualTo("insufficient-balance");
        assertThat(one.count("select count(*) from payments where order_id = ?", order))
                .isOne();
        assertThat(orders.statusOf(order)).isEqualTo("CANCELLED");
    }

    @Test
    void aRefusalOfOrderServiceIsAnsweredAgainUnlessItPasses() {
        UUID paid = orders.newOrder(userId, 0);
        UUID paying = orders.newOrder(userId, 0);
        user.getFirst().pay(paid);
        orders.become(paying, "PAYING");

        Answer refused = user.getFirst().pay(paid, key);
        Answer busy = user.getFirst().pay(paying, "another " + key);
        orders.become(paying, "PENDING");

        assertAllEqual(List.of(refused, user.getLast().pay(paid, key)), 409);
        assertThat(refused.code()).isEqualTo("order-not-payable");
        assertThat(busy.code()).isEqualTo("payment-in-progress");
        assertThat(busy.header("Retry-After")).isEqualTo("1");
        assertThat(user.getFirst().pay(paying, "another " + key).status()).isEqualTo(201);
    }

    @Test
    void shipmentsLeaveAndArriveOncePerKey() throws Exception {
        UUID order = orders.newOrder(userId, 0);
        user.getFirst().pay(order);
        String shipment = "/admin/shipments/" + user.getFirst().shipmentOf(order);

        List<Answer> started = Together.run(
                50, i -> admin.get(i % 2).post(shipment + "/start", "{\"trackingNumber\": \"KR-1\"}", key));
        List<Answer> delivered = Together.run(50, i -> admin.get(i % 2).post(shipment + "/deliver", null, key));

        assertAllEqual(started, 200);
        assertAllEqual(delivered, 200);
        assertThat(delivered.getFirst().body().path("status").asString()).isEqualTo("DELIVERED");
        assertAllEqual(
                List.of(
                        admin.getFirst().post(shipment + "/deliver", null, "late " + key),
                        admin.getLast().post(shipment + "/deliver", null, "late " + key)),
                409);
        // told until that is answered: at least once, and always the same
        assertThat(orders.calls(order, "delivered").stream()
                        .map(told -> told.body().toString())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aKeyBelongsToItsUserAndItsRouteAndItsPayload() {
        user.getFirst().post("/balances/me/charges", charge(70), key);

        Answer reused = user.getLast().post("/balances/me/charges", charge(71), key);
        Answer payment = user.getLast().pay(orders.newOrder(userId, 10), key);
        Answer others = one.as(UUID.randomUUID()).post("/balances/me/charges", charge(71), key);

        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.code()).isEqualTo("idempotency-key-reused");
        assertThat(payment.status()).isEqualTo(201);
        assertThat(others.status()).isEqualTo(201);
        assertThat(user.getFirst().balance()).isEqualByComparingTo("60");
    }

    @Test
    void afterADayTheKeyIsFree() {
        user.getFirst().post("/balances/me/charges", charge(70), key);
        one.sql()
                .sql("update idempotency_keys set stored_at = stored_at - interval '24 hours' where key = ?")
                .param(key)
                .update();

        user.getFirst().post("/balances/me/charges", charge(1), key);

        assertThat(user.getFirst().balance()).isEqualByComparingTo("71");
    }

    private static void assertAllEqual(List<Answer> answers, int status) {
        assertThat(answers)
                .extracting(Answer::essence)
                .containsOnly(answers.getFirst().essence());
        assertThat(answers.getFirst().status()).isEqualTo(status);
    }

    private static String charge(int amount) {
        return "{\"amount\": %d}".formatted(amount);
    }
}
