package io.commercebackbone.order.ordering;

import static io.commercebackbone.order.coupons.CouponFixtures.newCampaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Together;
import io.commercebackbone.local.Together.Both;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.coupons.CouponStatus;
import io.commercebackbone.order.ordering.PlaceOrderResult.CouponNotUsable;
import io.commercebackbone.order.ordering.PlaceOrderResult.Placed;
import io.commercebackbone.order.ordering.RacedOrder.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two want different things of the same order at the same moment: one of them gets it, and the sums are right. */
class OrderRacesIT {

    private static final int ROUNDS = 200;
    private static final int FEWER_ROUNDS = 50;
    private static final int STOCK = 2 * RacedOrder.QUANTITY * ROUNDS;

    private static final PaymentServiceStandIn payments = new PaymentServiceStandIn();
    private static final RunningService service = RunningService.start(
            "order_races",
            "backbone.calls.payment-service.url=" + payments.url(),
            "orders.payment.lease=10m",
            "orders.payment.scan-interval=10m",
            "orders.payment.scan-batch=7");

    private final UUID product = service.admin().newProduct("Kettle", 1_000, STOCK);
    private final UUID campaign = newCampaign(service.admin(), 100, ROUNDS);
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int rounds;
    private int kept;

    @AfterAll
    static void stop() {
        service.close();
        payments.close();
    }

    @AfterEach
    void sumsAreRight() {
        System.out.println("OrderRacesIT: " + outcomes);
        assertThat(outcomes.values().stream().mapToInt(it -> it).sum()).isEqualTo(rounds);
        long left = STOCK - (long) kept * RacedOrder.QUANTITY;
        assertThat(service.count("select stock from products where id = ?", product))
                .isEqualTo(left);
        assertThat(service.count("select sum(delta) from stock_ledger where product_id = ?", product))
                .isEqualTo(left);
        assertThat(service.count(
                        "select count(*) from coupons where used_by is not null and campaign_id = ?", campaign))
                .isEqualTo(kept);
    }

    @Test
    void cancelRacingPayHasOneWinner() throws Exception {
        for (RacedOrder it : orders(ROUNDS)) {

            Both<CancelOrderResult, Boolean> both = Together.race(it::cancel, it::pay);

            switch (ended(it).standing()) {
                case "PAID" -> {
                    assertThat(both.first()).isInstanceOf(CancelOrderResult.BeingPaid.class);
                    assertThat(both.second()).isTrue();
                    assertThat(payments.refundsOf(it.id())).isZero();
                }
                case "CANCELLED USER_REQUEST" -> {
                    assertThat(both.first()).isInstanceOf(CancelOrderResult.Cancelled.class);
                    assertThat(both.second()).isFalse();
                    assertThat(payments.refundsOf(it.id())).isZero();
                }
                case "CANCELLED REFUNDED" -> {
                    assertThat(both.first()).isInstanceOf(CancelOrderResult.Cancelled.class);
                    assertThat(both.second()).isTrue();
                    assertThat(payments.refundsOf(it.id())).isEqualTo(1);
                }
                default -> throw new AssertionError(it.outcome());
            }
        }
    }

    @Test
    void expireRacingPayHasOneWinner() throws Exception {
        for (RacedOrder it : orders(ROUNDS)) {

            Both<Boolean, Boolean> both = Together.race(it::expire, it::pay);

            assertThat(ended(it).standing()).isEqualTo(both.second() ? "PAID" : "CANCELLED EXPIRED");
        }
    }

    @Test
    void oneRoundExpiresAllThatAreOver() throws Exception {
        List<RacedOrder> over = orders(FEWER_ROUNDS);
        service.sql()
                .sql("update orders set expires_at = created_at where status = 'PENDING'")
                .update();

        service.bean(SagaScanner.class).scan();

        over.forEach(it -> assertThat(ended(it).standing()).isEqualTo("CANCELLED EXPIRED"));
    }

    @Test
    void shipRacingCancelHasOneWinner() throws Exception {
        boolean late = false;
        for (RacedOrder it : orders(ROUNDS)) {
            assertThat(it.pay()).isTrue();
            late = !late;
            boolean waits = late;

            Both<CancelOrderResult, Boolean> both = Together.race(it::cancel, () -> {
                // in every other round the shipment leaves while its refund is asked for; else it would always be first
                while (waits && it.outcome().isPaidAndKept()) {
                    Thread.onSpinWait();
                }
                boolean left = payments.ship(it.id());
                if (left) {
                    it.shippingStarted();
                }
                return left;
            });

            assertThat(ended(it).standing()).isEqualTo(both.second() ? "SHIPPING" : "CANCELLED REFUNDED");
            assertThat(both.first())
                    .isInstanceOf(
                            both.second() ? CancelOrderResult.NotCancellable.class : CancelOrderResult.Cancelled.class);
        }
    }

    @Test
    void aCouponInTwoOrdersAtOnceIsUsedByOneOfThem() throws Exception {
        for (RacedOrder it : orders(FEWER_ROUNDS)) {
            it.cancel();

            Both<PlaceOrderResult, PlaceOrderResult> both = Together.race(it::placeAgain, it::placeAgain);

            assertThat(List.of(both.first(), both.second()))
                    .hasAtLeastOneElementOfType(Placed.class)
                    .hasAtLeastOneElementOfType(CouponNotUsable.class);
            assertThat(it.couponStatus()).isEqualTo(CouponStatus.USED);
            kept("used once");
        }
    }

    @Test
    void aCouponThatComesBackFromAnExpiredOrderIsUsedByTheNextOrNotYet() throws Exception {
        for (RacedOrder it : orders(FEWER_ROUNDS)) {

            Both<Boolean, PlaceOrderResult> both = Together.race(it::expire, it::placeAgain);

            assertThat(it.outcome().standing()).isEqualTo("CANCELLED EXPIRED");
            if (both.second() instanceof Placed) {
                assertThat(it.couponStatus()).isEqualTo(CouponStatus.USED);
                kept("used again");
            } else {
                assertThat(both.second()).isInstanceOf(CouponNotUsable.class);
                assertThat(it.couponStatus()).isEqualTo(CouponStatus.AVAILABLE);
                outcome("came back too late");
            }
        }
    }

    @Test
    void aCouponWhoseTimeEndsWhileItIsOrderedIsUsedOrExpiredAndComesBackExpired() throws Exception {
        rounds = FEWER_ROUNDS;
        Api admin = service.admin();
        for (int round = 0; round < rounds; round++) {
            UUID ending = newCampaign(admin, 100, 1);
            RacedOrder it = new RacedOrder(service, product, ending);
            it.cancel();

            Both<Boolean, PlaceOrderResult> both = Together.race(() -> ended(ending), it::placeAgain);

            if (both.second() instanceof Placed placed) {
                assertThat(it.couponStatus()).isEqualTo(CouponStatus.USED);
                it.cancel(placed.order().id());
                outcome("used in time");
            } else {
                assertThat(both.second()).isInstanceOf(CouponNotUsable.class);
                outcome("expired");
            }
            assertThat(it.couponStatus()).isEqualTo(CouponStatus.EXPIRED);
        }
    }

    /** Placed all at once, so that they share commits. */
    private List<RacedOrder> orders(int count) throws Exception {
        rounds = count;
        return Together.some(20, Collections.nCopies(count, () -> new RacedOrder(service, product, campaign)));
    }

    private static boolean ended(UUID ending) {
        return service.bean(JdbcClient.class)
                        .sql("update campaigns set valid_until = now() where id = ?")
                        .param(ending)
                        .update()
                == 1;
    }

    /** How the race ended: the order is either kept as a whole, or given back as a whole. */
    private Outcome ended(RacedOrder order) {
        Outcome ended = order.outcome();
        if (ended.standing().startsWith("CANCELLED")) {
            assertThat(ended.isGivenBack()).as(ended.toString()).isTrue();
            outcome(ended.standing());
        } else {
            assertThat(ended.isKept()).as(ended.toString()).isTrue();
            kept(ended.standing());
        }
        return ended;
    }

    private void kept(String what) {
        kept++;
        outcome(what);
    }

    private void outcome(String what) {
        outcomes.merge(what, 1, Integer::sum);
    }
}
