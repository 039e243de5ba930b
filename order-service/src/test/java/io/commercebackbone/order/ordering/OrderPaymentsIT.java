package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The order's side of the saga, over the calls that payment-service makes and answers. */
class OrderPaymentsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final PaymentServiceStandIn payments = new PaymentServiceStandIn();
    private static final RunningService service = RunningService.start(
            "order_payments",
            "backbone.calls.payment-service.url=" + payments.url(),
            "backbone.calls.payment-service.breaker.open-for=200ms",
            "orders.payment.lease=10m",
            "orders.payment.scan-interval=100ms");

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);
    private final Api paymentService = service.internal("payment-service");
    private final UUID product = service.admin().newProduct("Kettle", 32_000, 10);
    private final UUID order = placed(2);

    @AfterAll
    static void stop() {
        service.close();
        payments.close();
    }

    @Test
    void beginningAgainUnderTheSameKeyFindsTheSameAttempt() {
        Answer first = begin("a");
        Answer again = begin("a");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("attempt").asInt()).isEqualTo(1);
        assertThat(first.body().path("amount").asInt()).isEqualTo(64_000);
        assertThat(first.body().path("currency").asString()).isEqualTo("KRW");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(status()).isEqualTo("PAYING");
    }

    @Test
    void anotherPaymentWhileOneIsUnderWayIsAConflict() {
        begin("a");

        assertThat(begin("b").code()).isEqualTo("payment-in-progress");
        assertThat(begin("b").status()).isEqualTo(409);
    }

    @Test
    void oneOfManyConcurrentPaymentsBegins() throws Exception {
        List<Answer> answers =
                concurrently(30, i -> paymentService.post(internal("payment-attempts"), attempt(userId, "key-" + i)));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() == 409).hasSize(29);
    }

    @Test
    void anOrderOfSomebodyElseOrOfNobodyIsNotFound() {
        Answer elses = paymentService.post(internal("payment-attempts"), attempt(UUID.randomUUID(), "a"));
        Answer nobodys = paymentService.post(
                "/internal/orders/" + UUID.randomUUID() + "/payment-outcomes", "{\"attempt\":1,\"status\":\"FAILED\"}");

        assertThat(List.of(elses, nobodys)).allSatisfy(it -> {
            assertThat(it.status()).isEqualTo(404);
            assertThat(it.code()).isEqualTo("order-not-found");
        });
        assertThat(status()).isEqualTo("PENDING");
    }

    @Test
    void nobodyButAServiceMakesTheseCalls() {
        String outcome = "{\"attempt\":1,\"status\":\"FAILED\"}";

        assertThat(user.post(internal("payment-outcomes"), outcome).status()).isEqualTo(403);
        assertThat(service.admin().post(internal("payment-outcomes"), outcome).status())
                .isEqualTo(403);
        assertThat(service.anonymous()
                        .post(internal("payment-outcomes"), outcome)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aCompletedPaymentIsAppliedOnceHoweverOftenItIsTold() throws Exception {
        begin("a");
        UUID payment = UUID.randomUUID();

        List<Answer> answers = concurrently(20, i -> completed(1, payment));

        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
        assertThat(status()).isEqualTo("PAID");
        assertThat(stock()).isEqualTo(8);
        assertThat(begin("b").code()).isEqualTo("order-not-payable");
    }

    @Test
    void aFailedPaymentCancelsTheOrderAndGivesItsStockBackOnce() throws Exception {
        begin("a");

        concurrently(20, i -> told("{\"attempt\":1,\"status\":\"FAILED\"}"));

        assertThat(status()).isEqualTo("CANCELLED");
        assertThat(view().body().path("cancelReason").asString()).isEqualTo("PAYMENT_FAILED");
        assertThat(stock()).isEqualTo(10);
        assertThat(ledgerOfTheOrder()).containsExactly("-2", "2");
        assertThat(events("order-cancelled")).isEqualTo(1);
    }

    @Test
    void anAbortedAttemptMakesRoomForTheNextAndItsLateOutcomeChangesNothing() {
        begin("a");
        told("{\"attempt\":1,\"status\":\"ABORTED\"}");
        assertThat(status()).isEqualTo("PENDING");

        assertThat(begin("b").body().path("attempt").asInt()).isEqualTo(2);
        told("{\"attempt\":1,\"status\":\"FAILED\"}");

        assertThat(status()).isEqualTo("PAYING");
        assertThat(stock()).isEqualTo(8);
    }

    @Test
    void aPaymentPastItsLeaseIsAskedForAndGivenUp() {
        begin("a");
        passLease();

        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("PENDING"));
        assertThat(payments.abortsOf(order)).isPositive();
        assertThat(stock()).isEqualTo(8);
    }

    @Test
    void aPaymentPastItsLeaseThatTookMoneyIsFoundOut() {
        payments.decide(
                order,
                "\"status\":\"COMPLETED\",\"paymentId\":\"%s\",\"shipmentId\":\"%s\""
                        .formatted(UUID.randomUUID(), UUID.randomUUID()));
        begin("a");
        passLease();

        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("PAID"));
    }

    @Test
    void aPaymentIsSettledWhenPaymentServiceIsBack() {
        payments.away(true);
        try {
            begin("a");
            passLease();
            await().atMost(SOON).until(() -> payments.abortsOf(order) > 2);
            assertThat(status()).isEqualTo("PAYING");
        } finally {
            payments.away(false);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("PENDING"));
    }

    @Test
    void moneyForACancelledOrderIsGivenBackOnce() {
        begin("a");
        told("{\"attempt\":1,\"status\":\"FAILED\"}");
        UUID payment = UUID.randomUUID();

        completed(1, payment);
        await().atMost(SOON).until(() -> payments.refundsOf(order) == 1 && refundsDue() == 0);
        completed(1, payment);

        assertThat(refundsDue()).isZero();
        assertThat(status()).isEqualTo("CANCELLED");
        assertThat(stock()).isEqualTo(10);
    }

    @Test
    void anOrderThatIsNotPaidInTimeIsCancelled() {
        service.sql()
                .sql("update orders set expires_at = created_at where id = ?")
                .param(order)
                .update();

        await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo("CANCELLED"));
        assertThat(view().body().path("cancelReason").asString()).isEqualTo("EXPIRED");
        assertThat(stock()).isEqualTo(10);
        assertThat(events("order-cancelled")).isEqualTo(1);
        assertThat(begin("a").code()).isEqualTo("order-not-payable");
    }

    /** One after the other they would wait for the product's lock longer than they come. */
    @Test
    void ordersThatAreNotPaidInTimeAreCancelledWithOneCommit() {
        UUID wanted = service.admin().newProduct("Kettle that all want", 1_000, 100);
        IntStream.range(0, 40).forEach(i -> user.order(wanted, 2));
        String placed = " orders where id in (select order_id from order_lines where product_id = ?)";

        service.sql()
                .sql("update orders set expires_at = created_at"
                        + " where id in (select order_id from order_lines where product_id = ?)")
                .param(wanted)
                .update();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.count(
                                "select count(*) from" + placed + " and cancel_reason = 'EXPIRED'", wanted))
                        .isEqualTo(40));
        assertThat(service.count("select count(distinct xmin::text) from" + placed, wanted))
                .isEqualTo(1);
        assertThat(service.count("select stock from products where id = ?", wanted))
                .isEqualTo(100);
        assertThat(service.count(
                        "select count(distinct key) from outbox where topic = 'order-cancelled' and key in"
                                + " (select order_id::text from order_lines where product_id = ?)",
                        wanted))
                .isEqualTo(40);
    }

    @Test
    void aShipmentThatArrivedDeliversItsOrder() {
        begin("a");
        completed(1, UUID.randomUUID());

        Answer delivered = paymentService.post(internal("delivered"), "{\"shipmentId\":\"" + UUID.randomUUID() + "\"}");

        assertThat(delivered.status()).isEqualTo(200);
        assertThat(status()).isEqualTo("DELIVERED");
    }

    @Test
    void anOutcomeThatLacksWhatItNeedsIsRefused() {
        begin("a");

        for (String body : List.of(
                "{\"attempt\":1,\"status\":\"COMPLETED\"}",
                "{\"attempt\":0,\"status\":\"FAILED\"}",
                "{\"attempt\":1,\"status\":\"MAYBE\"}",
                "{\"status\":\"FAILED\"}")) {
            assertThat(told(body).code()).as(body).isEqualTo("validation-failed");
        }
        assertThat(begin(" ").code()).isEqualTo("validation-failed");
    }

    private UUID placed(int quantity) {
        return UUID.fromString(user.order(product, quantity).body().path("id").asString());
    }

    private Answer begin(String key) {
        return paymentService.post(internal("payment-attempts"), attempt(userId, key));
    }

    /** As if its time were over: a short lease would race the other tests on a busy machine. */
    private void passLease() {
        service.sql()
                .sql("update orders set lease_until = created_at where id = ?")
                .param(order)
                .update();
    }

    private Answer told(String outcome) {
        return paymentService.post(internal("payment-outcomes"), outcome);
    }

    private Answer completed(int attempt, UUID payment) {
        return told("{\"attempt\":%d,\"status\":\"COMPLETED\",\"paymentId\":\"%s\",\"shipmentId\":\"%s\"}"
                .formatted(attempt, payment, UUID.randomUUID()));
    }

    private static String attempt(UUID user, String key) {
        return "{\"userId\":\"%s\",\"key\":\"%s\"}".formatted(user, key);
    }

    private String internal(String what) {
        return "/internal/orders/" + order + "/" + what;
    }

    private Answer view() {
        return user.get("/orders/" + order);
    }

    private String status() {
        return view().body().path("status").asString();
    }

    private int stock() {
        return user.get("/products/" + product).body().path("stock").asInt();
    }

    private long events(String topic) {
        return service.count("select count(*) from outbox where topic = ? and key = ?", topic, order.toString());
    }

    private long refundsDue() {
        return service.count("select count(*) from orders where refund_due_since is not null and id = ?", order);
    }

    private List<String> ledgerOfTheOrder() {
        return service.sql()
                .sql("select delta::text from stock_ledger where reference = ? order by number")
                .param(order)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private interface Call {
        Answer by(int number);
    }

    private static List<Answer> concurrently(int count, Call call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Callable<Answer>> calls = IntStream.range(0, count)
                    .mapToObj(i -> (Callable<Answer>) () -> call.by(i))
                    .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }
}
