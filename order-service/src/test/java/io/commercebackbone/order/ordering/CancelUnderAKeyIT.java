package io.commercebackbone.order.ordering;

import static io.commercebackbone.order.coupons.CouponFixtures.newCampaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.Together;
import io.commercebackbone.order.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Cancelling a paid order takes several transactions and a call in between; under a key it is answered once. */
class CancelUnderAKeyIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final PaymentServiceStandIn payments = new PaymentServiceStandIn();
    private static final RunningService service = RunningService.start(
            "cancel_under_a_key",
            "backbone.calls.payment-service.url=" + payments.url(),
            // it stays closed while payment-service is away
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
    void aPaidOrderIsCancelledOnceAndAnsweredTheSame() throws Exception {
        purchase.begin();
        purchase.completed();

        List<Answer> answers = Together.run(10, i -> purchase.cancel("a key"));

        assertThat(answers)
                .extracting(Answer::essence)
                .containsOnly(answers.getFirst().essence());
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(answers.getFirst().body().path("cancelReason").asString()).isEqualTo("REFUNDED");
        assertThat(purchase.cancelledEvents()).isEqualTo(1);
        assertThat(purchase.stockMoves()).containsExactly(-Purchase.QUANTITY, Purchase.QUANTITY);
    }

    @Test
    void whatWasRefusedForAWhileIsTriedAnew() {
        purchase.begin();
        Answer beingPaid = purchase.cancel("a key");
        purchase.completed();
        payments.away(true);
        Answer due;
        try {
            due = purchase.cancel("a key");
        } finally {
            payments.away(false);
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(purchase.standing()).isEqualTo("CANCELLED REFUNDED"));

        Answer cancelled = purchase.cancel("a key");

        assertThat(beingPaid.code()).isEqualTo("order-being-paid");
        assertThat(due.code()).isEqualTo("order-refund-due");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(purchase.cancel("a key").essence()).isEqualTo(cancelled.essence());
    }

    @Test
    void anOrderThatCannotBeCancelledStaysSo() {
        purchase.begin();
        purchase.completed();
        payments.ship(purchase.order);

        Answer refused = purchase.cancel("a key");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("order-not-cancellable");
        assertThat(purchase.cancel("a key").essence()).isEqualTo(refused.essence());
        assertThat(payments.refundsOf(purchase.order)).isPositive();
    }
}
