package io.commercebackbone.order.ordering;

import static io.commercebackbone.order.coupons.CouponFixtures.newCampaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.Together;
import io.commercebackbone.order.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What users may cancel, what comes back then, and what is remembered of it. */
@ExtendWith(OutputCaptureExtension.class)
class CancelOrderIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final PaymentServiceStandIn payments = new PaymentServiceStandIn();
    private static final RunningService service = RunningService.start(
            "cancel_order",
            "backbone.calls.payment-service.url=" + payments.url(),
            // it stays closed: what is shown here must not depend on which test had payment-service away before
            "backbone.calls.payment-service.breaker.window=1000",
            "backbone.calls.payment-service.breaker.minimum-calls=1000",
            "orders.payment.lease=10m",
            "orders.payment.scan-interval=100ms");

    private final UUID product = service.admin().newProduct("Kettle", 1_000, 10);
    private final Purchase purchase = new Purchase(service, product, newCampaign(service.admin(), 100, 1));

    @AfterAll
    static void stop() {
        service.close();
        payments.close();
    }

    @Test
    void anUnpaidOrderGivesStockAndCouponBackOnceHoweverOftenItIsCancelled() throws Exception {
        List<Answer> answers = Together.run(10, i -> purchase.cancel());

        assertThat(answers).allSatisfy(it -> {
            assertThat(it.status()).isEqualTo(200);
            assertThat(it.body().path("status").asString()).isEqualTo("CANCELLED");
            assertThat(it.body().path("cancelReason").asString()).isEqualTo("USER_REQUEST");
        });
        assertGivenBack();
        assertThat(payments.refundsOf(purchase.order)).isZero();
        assertThat(purchase.begin().code()).isEqualTo("order-not-payable");
    }

    @Test
    void anOrderThatIsBeingPaidIsNotCancelled() {
        purchase.begin();

        Answer refused = purchase.cancel();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("order-being-paid");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(purchase.standing()).isEqualTo("PAYING");
        assertThat(purchase.couponStatus()).isEqualTo("USED");
    }

    @Test
    void aPaidOrderIsRefundedAndThenGivesStockAndCouponBack() {
        pay();

        Answer cancelled = purchase.cancel();

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.body().path("cancelReason").asString()).isEqualTo("REFUNDED");
        assertGivenBack();
        assertThat(purchase.isRefundDue()).isFalse();
        assertThat(purchase.cancel().body()).isEqualTo(cancelled.body());
        assertThat(payments.refundsOf(purchase.order)).isPositive();
        purchase.completed();
        assertThat(purchase.standing()).isEqualTo("CANCELLED REFUNDED");
        assertThat(purchase.isRefundDue()).isFalse();
    }

    @Test
    void anOrderOnItsWayIsNotCancelled() {
        pay();
        payments.ship(purchase.order);

        Answer beforeItIsHeardOf = purchase.cancel();
        purchase.shippingStarted(UUID.randomUUID());
        Answer afterwards = purchase.cancel();

        for (Answer refused : List.of(beforeItIsHeardOf, afterwards)) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("order-not-cancellable");
        }
        assertThat(purchase.isRefundDue()).isFalse();
        assertThat(purchase.standing()).isEqualTo("SHIPPING");
        assertThat(purchase.stockMoves()).containsExactly(-Purchase.QUANTITY);
        assertThat(purchase.couponStatus()).isEqualTo("USED");
        assertThat(purchase.timeline())
                .containsExactly(
                        "ORDER_CREATED",
                        "PAYMENT_STARTED",
                        "PAYMENT_COMPLETED",
                        "CANCEL_REQUESTED",
                        "CANCEL_REFUSED",
                        "SHIPPING_STARTED");
    }

    @Test
    void aRefundThatNobodyAnsweredIsFinishedWithoutTheUser() {
        pay();
        payments.away(true);
        try {
            Answer answer = purchase.cancel();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("order-refund-due");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(purchase.standing()).isEqualTo("PAID");
            assertThat(purchase.isRefundDue()).isTrue();
        } finally {
            payments.away(false);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(purchase.standing()).isEqualTo("CANCELLED REFUNDED"));
        assertGivenBack();
    }

    @Test
    void aServiceThatDiedBehindTheRefundFinishesTheCancellation() {
        pay();
        // what it leaves behind if it is killed after its wish was noted, before or after payment-service has acted
        service.sql()
                .sql("update orders set refund_due_since = now() where id = ?")
                .param(purchase.order)
                .update();

        await().atMost(SOON).untilAsserted(() -> assertThat(purchase.standing()).isEqualTo("CANCELLED REFUNDED"));
        assertGivenBack();
        assertThat(purchase.timeline()).endsWith("REFUNDED", "ORDER_CANCELLED");
    }

    @Test
    void aCancelledOrderWhoseShipmentHasLeftIsReportedOnceAndLeftAlone(CapturedOutput output) {
        double refused = refundsRefused();
        payments.ship(purchase.order);
        purchase.begin();
        purchase.failed();
        purchase.completed();

        await().atMost(SOON).until(() -> !purchase.isRefundDue());
        long asked = payments.refundsOf(purchase.order);
        awaitAnotherScan();

        assertThat(payments.refundsOf(purchase.order)).isEqualTo(asked);
        assertThat(refundsRefused()).isEqualTo(refused + 1);
        assertThat(output.getOut().lines().filter(it -> it.contains("somebody has to decide")))
                .hasSize(1)
                .allMatch(it -> it.contains(purchase.order.toString()));
        assertThat(purchase.standing()).isEqualTo("CANCELLED PAYMENT_FAILED");
        assertThat(purchase.timeline()).endsWith("REFUND_DUE", "REFUND_REFUSED");
    }

    @Test
    void anOrderOfSomebodyElseIsNotFound() {
        Purchase other = new Purchase(service, product, newCampaign(service.admin(), 100, 1));

        for (Answer answer : List.of(
                other.user.post("/orders/" + purchase.order + "/cancel", ""),
                other.user.get("/orders/" + purchase.order + "/timeline"),
                other.user.post("/orders/" + UUID.randomUUID() + "/cancel", ""))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
        assertThat(purchase.standing()).isEqualTo("PENDING");
    }

    @Test
    void theTimelineTellsWhatHappenedWithEventsAndTraces() {
        purchase.begin();
        purchase.failed();

        List<JsonNode> items = purchase.user
                .get("/orders/" + purchase.order + "/timeline")
                .body()
                .path("items")
                .valueStream()
                .toList();

        assertThat(items.stream().map(it -> it.path("type").asString()))
                .containsExactly("ORDER_CREATED", "PAYMENT_STARTED", "PAYMENT_FAILED", "ORDER_CANCELLED");
        assertThat(items)
                .allSatisfy(it -> assertThat(it.path("traceId").asString()).matches("[0-9a-f]{32}"));
        assertThat(items.stream().map(it -> Instant.parse(it.path("at").asString())))
                .isSorted();
        assertThat(items.get(0).path("eventId").asString()).isEqualTo(eventOf("order-created"));
        assertThat(items.get(1).path("attempt").asInt()).isEqualTo(1);
        assertThat(items.get(1).path("eventId").isNull()).isTrue();
        assertThat(items.get(2).path("eventId").asString())
                .isEqualTo(purchase.payment().toString());
        assertThat(items.get(3).path("eventId").asString()).isEqualTo(eventOf("order-cancelled"));
        assertThat(items.get(3).path("reason").asString()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void aDuplicateCompensationLeavesACouponThatIsUsedAgainAlone() {
        purchase.begin();
        purchase.failed();
        Answer again = purchase.order();
        assertThat(again.status()).isEqualTo(201);

        for (int copy = 0; copy < 3; copy++) {
            purchase.failed();
            purchase.cancel();
        }

        assertThat(purchase.couponStatus()).isEqualTo("USED");
        assertThat(purchase.user.get("/coupons/mine/" + purchase.coupon).body().path("orderId"))
                .isEqualTo(again.body().path("id"));
        assertThat(purchase.stockMoves()).containsExactly(-Purchase.QUANTITY, Purchase.QUANTITY);
    }

    private void pay() {
        purchase.begin();
        assertThat(purchase.completed().status()).isEqualTo(200);
        assertThat(purchase.standing()).isEqualTo("PAID");
    }

    private void assertGivenBack() {
        assertThat(purchase.stockMoves()).containsExactly(-Purchase.QUANTITY, Purchase.QUANTITY);
        assertThat(purchase.couponStatus()).isEqualTo("AVAILABLE");
        assertThat(purchase.cancelledEvents()).isEqualTo(1);
    }

    /** Refunds are looked for after orders that have expired: by the second of these, it was done since. */
    private void awaitAnotherScan() {
        for (int scan = 0; scan < 2; scan++) {
            Purchase later = new Purchase(service, product, newCampaign(service.admin(), 100, 1));
            service.sql()
                    .sql("update orders set expires_at = created_at where id = ?")
                    .param(later.order)
                    .update();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(later.standing()).isEqualTo("CANCELLED EXPIRED"));
            assertThat(later.couponStatus()).isEqualTo("AVAILABLE");
        }
    }

    private static double refundsRefused() {
        return service.bean(MeterRegistry.class)
                .get("orders.refunds.refused")
                .counter()
                .count();
    }

    private String eventOf(String topic) {
        return service.sql()
                .sql("select event_id::text from outbox where topic = ? and key = ?")
                .params(topic, purchase.order.toString())
                .query(String.class)
                .single();
    }
}
