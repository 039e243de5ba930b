package io.commercebackbone.order.ordering;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.coupons.CouponFixtures;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An order of two units with a coupon by a user of its own, what payment-service says of it, and what became of it. */
final class Purchase {

    static final int QUANTITY = 2;

    private final RunningService service;
    private final UUID userId = UUID.randomUUID();
    private final UUID product;
    private final UUID payment = UUID.randomUUID();
    private final Api paymentService;

    final Api user;
    final UUID coupon;
    final UUID order;

    /** Places it, with a coupon of the campaign. */
    Purchase(RunningService service, UUID product, UUID campaign) {
        this.service = service;
        this.product = product;
        user = service.as(userId);
        paymentService = service.internal("payment-service");
        coupon = CouponFixtures.issued(user, campaign);
        Answer placed = order();
        if (placed.status() != 201) {
            throw new IllegalStateException(placed.response().body());
        }
        order = UUID.fromString(placed.body().path("id").asString());
    }

    /** The same again, with the same coupon. */
    Answer order() {
        return user.post("/orders", """
                {"items": [{"productId": "%s", "quantity": %d}], "couponId": "%s"}""".formatted(product, QUANTITY, coupon));
    }

    Answer begin() {
        return paymentService.post("/internal/orders/" + order + "/payment-attempts", """
                {"userId": "%s", "key": "a"}""".formatted(userId));
    }

    Answer failed() {
        return outcome("\"status\": \"FAILED\", \"eventId\": \"" + payment + "\"");
    }

    Answer completed() {
        return outcome("""
                "status": "COMPLETED", "paymentId": "%1$s", "shipmentId": "%2$s", "eventId": "%1$s\"""".formatted(payment, UUID.randomUUID()));
    }

    private Answer outcome(String outcome) {
        return paymentService.post("/internal/orders/" + order + "/payment-outcomes", """
                {"attempt": 1, %s}""".formatted(outcome));
    }

    UUID payment() {
        return payment;
    }

    /** As the event does it. */
    OrderStatus shippingStarted(UUID event) {
        return service.bean(OrderPayments.class).shippingStarted(new OrderId(order), UUID.randomUUID(), event, null);
    }

    Answer cancel() {
        return user.post("/orders/" + order + "/cancel", "");
    }

    /** Under a key. */
    Answer cancel(String key) {
        return user.post("/orders/" + order + "/cancel", "", key);
    }

    JsonNode view() {
        return user.get("/orders/" + order).body();
    }

    /** Status, and reason if it is cancelled. */
    String standing() {
        JsonNode view = view();
        String reason = view.path("cancelReason").asString("");
        return view.path("status").asString() + (reason.isEmpty() ? "" : " " + reason);
    }

    String couponStatus() {
        return user.get("/coupons/mine/" + coupon).body().path("status").asString();
    }

    /** What the order did to the stock, change by change. */
    List<Integer> stockMoves() {
        return service.sql()
                .sql("select delta from stock_ledger where reference = ? order by number")
                .param(order)
                .query((row, number) -> row.getInt(1))
                .list();
    }

    long cancelledEvents() {
        return service.count(
                "select count(*) from outbox where topic = 'order-cancelled' and key = ?", order.toString());
    }

    boolean isRefundDue() {
        return service.count("select count(*) from orders where refund_due_since is not null and id = ?", order) == 1;
    }

    List<String> timeline() {
        return user.get("/orders/" + order + "/timeline")
                .body()
                .path("items")
                .valueStream()
                .map(it -> it.path("type").asString())
                .toList();
    }
}
