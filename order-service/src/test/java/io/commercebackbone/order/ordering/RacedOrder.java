package io.commercebackbone.order.ordering;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.coupons.CampaignId;
import io.commercebackbone.order.coupons.Campaigns;
import io.commercebackbone.order.coupons.CouponId;
import io.commercebackbone.order.coupons.CouponStatus;
import io.commercebackbone.order.coupons.Coupons;
import io.commercebackbone.order.coupons.IssueCouponResult.Issued;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An order of two units with a coupon by a user of its own, straight at the use cases: there are many of them. */
final class RacedOrder {

    static final int QUANTITY = 2;

    private final RunningService service;
    private final UUID user = UUID.randomUUID();
    private final UUID product;
    private final CouponId coupon;
    private final OrderId order;

    /** What became of it. */
    record Outcome(
            String standing, boolean couponUsed, long units, long moves, long cancelledEvents, boolean refundDue) {

        /** Its units and its coupon are its own, and nobody was told otherwise. */
        boolean isKept() {
            return couponUsed && units == -QUANTITY && moves == 1 && cancelledEvents == 0 && !refundDue;
        }

        boolean isPaidAndKept() {
            return standing.equals("PAID") && !refundDue;
        }

        /** Its units and its coupon came back once, and that was told once. */
        boolean isGivenBack() {
            return !couponUsed && units == 0 && moves == 2 && cancelledEvents == 1 && !refundDue;
        }
    }

    RacedOrder(RunningService service, UUID product, UUID campaign) {
        this.service = service;
        this.product = product;
        Issued issued = (Issued) service.bean(Campaigns.class).issue(new CampaignId(campaign), user, Receipt.none());
        coupon = issued.coupon().id();
        order = ((PlaceOrderResult.Placed) placeAgain()).order().id();
    }

    UUID id() {
        return order.value();
    }

    /** The same order once more, with the same coupon. */
    PlaceOrderResult placeAgain() {
        return service.bean(Orders.class)
                .place(new PlaceOrder(
                        OrderId.next(),
                        user,
                        List.of(new PlaceOrder.Line(new ProductId(product), QUANTITY)),
                        coupon,
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        null));
    }

    CancelOrderResult cancel() {
        return cancel(order);
    }

    CancelOrderResult cancel(OrderId which) {
        return service.bean(CancelOrders.class).cancel(user, which, null, Receipt.none());
    }

    /** Whether a payment could begin; it takes money then. */
    boolean pay() {
        OrderPayments payments = service.bean(OrderPayments.class);
        if (payments.begin(new BeginPayment(order, user, "key", null)) instanceof BeginPaymentResult.Begun begun) {
            UUID payment = UUID.randomUUID();
            payments.decided(
                    order, new PaymentOutcome.Completed(begun.attempt(), payment, UUID.randomUUID(), payment), null);
            return true;
        }
        return false;
    }

    /** By an instance whose clock is ahead, so that whether it may be paid is a matter of the lock alone. */
    boolean expire() {
        service.bean(Expiry.class).expire(order, Instant.now().plus(Duration.ofDays(1)));
        return true;
    }

    void shippingStarted() {
        service.bean(OrderPayments.class).shippingStarted(order, UUID.randomUUID(), UUID.randomUUID(), null);
    }

    CouponStatus couponStatus() {
        return service.bean(Coupons.class).find(user, coupon).orElseThrow().status();
    }

    Outcome outcome() {
        return service.bean(JdbcClient.class)
                .sql("""
                select o.status || coalesce(' ' || o.cancel_reason, '') as standing,
                       coalesce(c.used_by = o.id, false) as coupon_used,
                       (select sum(delta) from stock_ledger where reference = o.id) as units,
                       (select count(*) from stock_ledger where reference = o.id) as moves,
                       (select count(*) from outbox where topic = 'order-cancelled' and key = o.id::text) as events,
                       o.refund_due_since is not null as refund_due
                  from orders o join coupons c on c.id = o.coupon_id where o.id = ?""")
                .param(id())
                .query((row, number) -> new Outcome(
                        row.getString("standing"),
                        row.getBoolean("coupon_used"),
                        row.getLong("units"),
                        row.getLong("moves"),
                        row.getLong("events"),
                        row.getBoolean("refund_due")))
                .single();
    }
}
