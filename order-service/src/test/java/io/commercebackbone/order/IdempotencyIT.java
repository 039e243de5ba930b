package io.commercebackbone.order;

import static io.commercebackbone.order.coupons.CouponFixtures.newCampaign;
import static io.commercebackbone.order.coupons.CouponFixtures.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.Together;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Requests under a key, asked of two instances on one database. */
class IdempotencyIT {

    /** However busy the machine is, those who wait for the first get their answer. */
    private static final String PATIENT = "backbone.idempotency.patience=60s";

    private static final RunningService one = RunningService.start("order_keys", PATIENT);
    private static final RunningService other = RunningService.start("order_keys", PATIENT);

    private final UUID userId = UUID.randomUUID();
    private final UUID adminId = UUID.randomUUID();
    private final List<Api> user = List.of(one.as(userId), other.as(userId));
    private final List<Api> admin = List.of(one.as(adminId, "admin"), other.as(adminId, "admin"));
    private final UUID product = admin.getFirst().newProduct("pen", 10, 100);
    private final String key = UUID.randomUUID().toString();

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void fiftyEqualOrdersAtOnceAreOne() throws Exception {
        List<Answer> answers = Together.run(50, i -> user.get(i % 2).post("/orders", order(product, 3), key));

        assertAllEqual(answers, 201);
        assertThat(one.count("select count(*) from orders where user_id = ?", userId))
                .isOne();
        assertThat(stock()).isEqualTo(97);
        assertThat(user.getFirst().get(answers.getFirst().header("Location")).status())
                .isEqualTo(200);
        assertThat(one.count(
                        "select count(*) from outbox where key = ?",
                        answers.getFirst().body().path("id").asString()))
                .isOne();
    }

    @Test
    void fiftyEqualStockAdjustmentsAtOnceAreOne() throws Exception {
        List<Answer> answers = Together.run(50, i -> admin.get(i % 2).post(adjustments(), adjustment(5), key));

        assertAllEqual(answers, 201);
        assertThat(stock()).isEqualTo(105);
    }

    @Test
    void fiftyEqualProductsAtOnceAreOne() throws Exception {
        String name = "kettle " + key;
        String body = "{\"name\": \"%s\", \"price\": 1.50, \"stock\": 1}".formatted(name);

        List<Answer> answers = Together.run(50, i -> admin.get(i % 2).post("/admin/products", body, key));

        assertAllEqual(answers, 201);
        assertThat(one.count("select count(*) from products where name = ?", name))
                .isOne();
    }

    @Test
    void fiftyEqualCampaignsAtOnceAreOne() throws Exception {
        String body = terms("""
                "discountType": "FIXED", "discountValue": 5, "totalQuantity": 7""");

        List<Answer> answers = Together.run(50, i -> admin.get(i % 2).post("/admin/coupons", body, key));

        assertAllEqual(answers, 201);
        assertThat(user.getFirst().get(answers.getFirst().header("Location")).status())
                .isEqualTo(200);
    }

    @Test
    void fiftyEqualWishesForACouponAtOnceAreOneCoupon() throws Exception {
        UUID campaign = newCampaign(admin.getFirst(), 5, 10);
        String issue = "/coupons/" + campaign + "/issue";

        List<Answer> answers = Together.run(50, i -> user.get(i % 2).post(issue, "", key));

        assertAllEqual(answers, 201);
        assertThat(one.count("select issued_quantity from campaigns where id = ?", campaign))
                .isOne();
        assertThat(user.getFirst().post(issue, "", "another " + key).code()).isEqualTo("coupon-already-issued");
    }

    @Test
    void whoGotTheLastCouponIsToldSoAgainAndTheOthersThatItIsSoldOut() {
        UUID campaign = newCampaign(admin.getFirst(), 5, 1);
        String issue = "/coupons/" + campaign + "/issue";
        List<Api> late = List.of(one.as(adminId), other.as(adminId));

        Answer last = user.getFirst().post(issue, "", key);
        Answer soldOut = late.getFirst().post(issue, "", key);

        assertAllEqual(List.of(last, user.getLast().post(issue, "", key)), 201);
        assertAllEqual(List.of(soldOut, late.getLast().post(issue, "", key)), 409);
        assertThat(soldOut.code()).isEqualTo("coupon-sold-out");
        // this instance knows by now, and asks the database no more
        assertAllEqual(
                List.of(
                        late.getFirst().post(issue, "", "another " + key),
                        late.getLast().post(issue, "", "another " + key)),
                409);
    }

    @Test
    void fiftyEqualCancellationsAtOnceAreOne() throws Exception {
        UUID order = UUID.fromString(user.getFirst()
                .post("/orders", order(product, 3), "order " + key)
                .body()
                .path("id")
                .asString());

        List<Answer> answers = Together.run(50, i -> user.get(i % 2).post("/orders/" + order + "/cancel", "", key));

        assertAllEqual(answers, 200);
        assertThat(answers.getFirst().body().path("status").asString()).isEqualTo("CANCELLED");
        assertThat(stock()).isEqualTo(100);
        assertThat(one.count(
                        "select count(*) from outbox where topic = 'order-cancelled' and key = ?", order.toString()))
                .isOne();
    }

    @Test
    void differentKeysInOneGroupAreDifferentOrders() throws Exception {
        List<Answer> answers =
                Together.run(40, i -> user.get(i % 2).post("/orders", order(product, 1), key + "/" + i % 20));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(Answer::text).collect(Collectors.toSet()))
                .hasSize(20);
        assertThat(stock()).isEqualTo(80);
    }

    @Test
    void theAnswerStaysWhatItWasWhateverHappensToTheOrder() {
        Answer first = user.getFirst().post("/orders", order(product, 1), key);
        one.sql()
                .sql("update orders set status = 'PAID' where user_id = ?")
                .param(userId)
                .update();

        Answer again = user.getLast().post("/orders", order(product, 1), key);

        assertAllEqual(List.of(first, again), 201);
    }

    @Test
    void aRefusalIsAnsweredAgainEvenIfItWouldBeGrantedNow() {
        Answer refused = user.getFirst().post("/orders", order(product, 101), key);
        admin.getFirst().post(adjustments(), adjustment(1_000));

        Answer again = user.getLast().post("/orders", order(product, 101), key);
        Answer anew = user.getLast().post("/orders", order(product, 101), "another " + key);

        assertAllEqual(List.of(refused, again), 409);
        assertThat(again.code()).isEqualTo("insufficient-stock");
        assertThat(again.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(anew.status()).isEqualTo(201);
    }

    @Test
    void aRefusedAdjustmentIsAnsweredAgainToo() {
        Answer refused = admin.getFirst().post(adjustments(), adjustment(-101), key);
        Answer unknown =
                admin.getFirst().post("/admin/products/" + key + "/stock-adjustments", adjustment(1), "u" + key);

        assertAllEqual(List.of(refused, admin.getLast().post(adjustments(), adjustment(-101), key)), 409);
        assertAllEqual(
                List.of(
                        unknown,
                        admin.getLast()
                                .post("/admin/products/" + key + "/stock-adjustments", adjustment(1), "u" + key)),
                404);
    }

    @Test
    void aRequestThatWasNotUnderstoodMayBeMendedUnderItsKey() {
        assertThat(user.getFirst().post("/orders", order(product, 0), key).status())
                .isEqualTo(400);

        assertThat(user.getFirst().post("/orders", order(product, 1), key).status())
                .isEqualTo(201);
    }

    @Test
    void anotherPayloadUnderTheKeyIsRefused() {
        user.getFirst().post("/orders", order(product, 1), key);

        for (Api api : user) {
            Answer refused = api.post("/orders", order(product, 2), key);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("idempotency-key-reused");
        }
        assertThat(stock()).isEqualTo(99);
    }

    @Test
    void theSamePayloadMayBeWrittenOtherwise() {
        Answer first = user.getFirst().post("/orders", order(product, 1), key);

        Answer again = user.getFirst().post("/orders", """
                { "items":[ {"quantity":1, "productId":"%s"} ] }""".formatted(product), key);

        assertAllEqual(List.of(first, again), 201);
    }

    @Test
    void aKeyBelongsToItsUserAndItsRoute() {
        UUID another = admin.getFirst().newProduct("ink", 10, 100);
        user.getFirst().post("/orders", order(product, 1), key);

        assertThat(one.as(UUID.randomUUID())
                        .post("/orders", order(product, 1), key)
                        .status())
                .isEqualTo(201);
        admin.getFirst().post(adjustments(), adjustment(1), key);
        assertThat(admin.getFirst()
                        .post("/admin/products/" + another + "/stock-adjustments", adjustment(1), key)
                        .body()
                        .path("stockAfter")
                        .asInt())
                .isEqualTo(101);
        assertThat(stock()).isEqualTo(99);
    }

    @Test
    void afterADayTheKeyIsFree() {
        user.getFirst().post("/orders", order(product, 1), key);
        one.sql()
                .sql("update idempotency_keys set stored_at = stored_at - interval '24 hours' where key = ?")
                .param(key)
                .update();

        assertThat(user.getFirst().post("/orders", order(product, 2), key).status())
                .isEqualTo(201);
        assertThat(stock()).isEqualTo(97);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        for (String none : List.of("", "x".repeat(201))) {
            Answer refused = user.getFirst().post("/orders", order(product, 1), none);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("idempotency-key-invalid");
        }
        assertThat(stock()).isEqualTo(100);
    }

    private static void assertAllEqual(List<Answer> answers, int status) {
        assertThat(answers)
                .extracting(Answer::essence)
                .containsOnly(answers.getFirst().essence());
        assertThat(answers.getFirst().status()).isEqualTo(status);
    }

    private long stock() {
        return one.count("select stock from products where id = ?", product);
    }

    private String adjustments() {
        return "/admin/products/" + product + "/stock-adjustments";
    }

    private static String adjustment(int delta) {
        return "{\"delta\": %d, \"reason\": \"counted\"}".formatted(delta);
    }

    private static String order(UUID product, int quantity) {
        return "{\"items\": [{\"productId\": \"%s\", \"quantity\": %d}]}".formatted(product, quantity);
    }
}
