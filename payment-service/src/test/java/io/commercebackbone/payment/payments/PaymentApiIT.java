package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.PlayedOrderService.Call;
import io.commercebackbone.payment.RunningService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PaymentApiIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start("payment_api", orders);

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @AfterEach
    void booksBalance() {
        orders.answerAsAgreed();
        Books.balance(service.sql());
    }

    @Test
    void payingTakesTheAmountAndPreparesTheShipment() {
        user.charge(1_000);
        UUID order = orders.newOrder(userId, 700);
        Instant before = Instant.now();

        Answer paid = user.pay(order);

        assertThat(paid.status()).isEqualTo(201);
        JsonNode payment = paid.body();
        assertThat(payment.path("orderId").asString()).isEqualTo(order.toString());
        assertThat(payment.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(payment.path("amount").toString()).isEqualTo("700");
        assertThat(Instant.parse(payment.path("paidAt").asString())).isBetween(before, Instant.now());
        assertThat(paid.header("Location"))
                .isEqualTo("/payments/" + payment.path("id").asString());
        assertThat(user.get(paid.header("Location")).body()).isEqualTo(payment);
        assertThat(user.get("/payments?orderId=" + order).body().path("items").get(0))
                .isEqualTo(payment);
        JsonNode shipment =
                user.get("/shipments?orderId=" + order).body().path("items").get(0);
        assertThat(shipment.path("id")).isEqualTo(payment.path("shipmentId"));
        assertThat(shipment.path("status").asString()).isEqualTo("PREPARING");
        assertThat(user.balance()).isEqualByComparingTo("300");
        JsonNode entry = user.get("/balances/me/entries").body().path("items").get(0);
        assertThat(entry.path("type").asString()).isEqualTo("PAYMENT");
        assertThat(entry.path("amount").toString()).isEqualTo("-700");
        assertThat(entry.path("reference")).isEqualTo(payment.path("id"));
    }

    @Test
    void theOrderShowsTheOutcomeWhenTheClientHasItsAnswer() {
        user.charge(100);
        UUID paid = orders.newOrder(userId, 100);
        UUID unpaid = orders.newOrder(userId, 100);

        user.pay(paid);
        user.pay(unpaid);

        assertThat(orders.statusOf(paid)).isEqualTo("PAID");
        assertThat(orders.statusOf(unpaid)).isEqualTo("CANCELLED");
    }

    @Test
    void orderServiceIsCalledAsAgreedInOurNameAndWithinTheTrace() {
        user.charge(100);
        UUID order = orders.newOrder(userId, 60);

        JsonNode payment = user.pay(order, "my key").body();

        Call begin = orders.calls(order, "payment-attempts").getFirst();
        assertThat(begin.body().toString()).isEqualTo("""
                {"userId":"%s","key":"my key"}""".formatted(userId));
        assertThat(begin.authorization()).startsWith("Bearer ey");
        assertThat(begin.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        Call outcome = orders.calls(order, "payment-outcomes").getFirst();
        assertThat(outcome.body().toString())
                .isEqualTo("""
                {"attempt":1,"status":"COMPLETED","paymentId":%s,"shipmentId":%s,"reason":null,"eventId":%s}""".formatted(payment.path("id"), payment.path("shipmentId"), payment.path("id")));
        assertThat(service.count(
                        "select count(*) from outbox where topic = 'payment-completed' and event_id = ?::uuid",
                        payment.path("id").asString()))
                .isEqualTo(1);
    }

    @Test
    void tooLittleMoneyIsAPaymentThatFailed() {
        user.charge(99);
        UUID order = orders.newOrder(userId, 100);

        Answer refused = user.pay(order);

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.code()).isEqualTo("insufficient-balance");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(user.balance()).isEqualByComparingTo("99");
        JsonNode failed =
                user.get("/payments?orderId=" + order).body().path("items").get(0);
        assertThat(failed.path("status").asString()).isEqualTo("FAILED");
        assertThat(failed.path("reason").asString()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(failed.path("paidAt").isNull()).isTrue();
        assertThat(user.get("/shipments?orderId=" + order).body().path("items").size())
                .isZero();
        assertThat(orders.calls(order, "payment-outcomes")
                        .getFirst()
                        .body()
                        .path("reason")
                        .asString())
                .isEqualTo("INSUFFICIENT_BALANCE");
    }

    @Test
    void anOrderThatCostsNothingIsPaidWithoutAnEntry() {
        UUID order = orders.newOrder(userId, 0);

        Answer paid = user.pay(order);

        assertThat(paid.status()).isEqualTo(201);
        assertThat(user.get("/balances/me/entries").body().path("items").size()).isZero();
    }

    @Test
    void theSameKeyIsAnsweredAsTheFirstTime() {
        user.charge(150);
        UUID order = orders.newOrder(userId, 100);
        UUID tooDear = orders.newOrder(userId, 100);

        Answer paid = user.pay(order, "one");
        Answer refused = user.pay(tooDear, "two");

        assertThat(user.pay(order, "one").body()).isEqualTo(paid.body());
        assertThat(user.pay(order, "one").status()).isEqualTo(201);
        assertThat(user.pay(tooDear, "two").status()).isEqualTo(402);
        assertThat(user.pay(tooDear, "two").code()).isEqualTo(refused.code());
        assertThat(user.balance()).isEqualByComparingTo("50");
        assertThat(orders.calls(order, "payment-attempts")).hasSize(1);
    }

    @Test
    void aKeyStandsForOneOrderOnly() {
        user.charge(150);
        user.pay(orders.newOrder(userId, 100), "k");
        UUID another = orders.newOrder(userId, 10);

        Answer refused = user.pay(another, "k");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("idempotency-key-reused");
        assertThat(orders.statusOf(another)).isEqualTo("PENDING");
        assertThat(user.balance()).isEqualByComparingTo("50");
    }

    @Test
    void aKeyBelongsToItsUser() {
        user.charge(100);
        user.pay(orders.newOrder(userId, 10), "k");
        UUID otherId = UUID.randomUUID();
        Api other = service.as(otherId);
        other.charge(100);

        assertThat(other.pay(orders.newOrder(otherId, 10), "k").status()).isEqualTo(201);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        UUID order = orders.newOrder(userId, 0);

        for (String key : List.of("", "x".repeat(201))) {
            Answer refused = user.pay(order, key);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("idempotency-key-invalid");
        }
        assertThat(orders.calls(order, "payment-attempts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"orderId\": \"mine\"}", "{\"orderId\": null}", "[", ""})
    void aRequestThatIsNoneIsRefused(String body) {
        Answer refused = user.post("/payments", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
        assertThat(refused.body().path("traceId").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"404,order-not-found", "409,payment-in-progress", "409,order-not-payable"})
    void whatOrderServiceRefusesIsPassedOn(int status, String code) {
        user.charge(100);
        UUID order = orders.newOrder(userId, 10);
        orders.answerAlways(status, "{\"code\":\"%s\",\"detail\":\"because\"}".formatted(code));

        Answer refused = user.pay(order);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(user.get("/payments?orderId=" + order).body().path("items").size())
                .isZero();
        assertThat(user.balance()).isEqualByComparingTo("100");
    }

    @Test
    void anOrderIsPaidOnce() {
        user.charge(100);
        UUID order = orders.newOrder(userId, 10);
        user.pay(order);

        Answer again = user.pay(order);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("order-not-payable");
        assertThat(user.balance()).isEqualByComparingTo("90");
    }

    @Test
    void anAttemptThatWasGivenUpIsAnsweredSoAndCanBeTriedAgain() {
        user.charge(100);
        UUID order = orders.newOrder(userId, 10);
        service.orderService().post("/internal/payment-attempts/abort", """
                {"orderId":"%s","userId":"%s","attempt":1}""".formatted(order, userId));

        Answer refused = user.pay(order, "k");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("payment-in-progress");
        assertThat(refused.body().path("detail").asString()).contains("may be tried again");
        assertThat(user.balance()).isEqualByComparingTo("100");
        assertThat(orders.statusOf(order)).isEqualTo("PENDING");
        assertThat(user.pay(order, "k").status()).isEqualTo(201);
        assertThat(user.balance()).isEqualByComparingTo("90");
    }

    @Test
    void aPaymentOfSomebodyElseDoesNotExist() {
        user.charge(100);
        UUID order = orders.newOrder(userId, 10);
        Answer paid = user.pay(order);

        for (Api other : List.of(service.as(UUID.randomUUID()), service.admin())) {
            Answer hidden = other.get(paid.header("Location"));
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.code()).isEqualTo("not-found");
            assertThat(other.get("/payments?orderId=" + order)
                            .body()
                            .path("items")
                            .size())
                    .isZero();
            assertThat(other.get("/shipments?orderId=" + order)
                            .body()
                            .path("items")
                            .size())
                    .isZero();
            assertThat(other.pay(order).code()).isEqualTo("order-not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/payments/mine", "/payments", "/payments?orderId=mine", "/shipments"})
    void aQuestionThatIsNoneIsRefused(String path) {
        assertThat(user.get(path).status()).isEqualTo(400);
        assertThat(user.get(path).code()).isEqualTo("validation-failed");
    }

    @Test
    void whatTheEdgeRefusesIsAProblemToo() {
        Answer tooLarge = user.post("/payments", "\"" + "x".repeat(70_000) + "\"");
        Answer method = user.send("DELETE", "/payments", null);
        Answer unknown = user.get("/nothing-here");

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.code()).isEqualTo("content-too-large");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(unknown.code()).isEqualTo("not-found");
        assertThat(List.of(tooLarge, method, unknown))
                .allSatisfy(it -> assertThat(it.header("Content-Type")).isEqualTo("application/problem+json"));
    }

    @Test
    void anOutcomeThatCouldNotBeToldIsToldWithTheAnswerThatIsGivenAgain() {
        user.charge(100);
        UUID order = orders.newOrder(userId, 10);
        orders.answerOutcomesWith(500);

        Answer first = user.pay(order, "k");

        assertThat(first.status()).isEqualTo(201);
        assertThat(orders.statusOf(order)).isEqualTo("PAYING");
        assertThat(service.anonymous().get("/actuator/prometheus").text()).contains("payments_outcome_untold_total");
        orders.answerAsAgreed();
        assertThat(user.pay(order, "k").text()).isEqualTo(first.text());
        assertThat(orders.statusOf(order)).isEqualTo("PAID");
        assertThat(user.balance()).isEqualByComparingTo("90");
    }
}
