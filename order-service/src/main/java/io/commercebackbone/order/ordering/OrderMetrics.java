package io.commercebackbone.order.ordering;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what becomes of orders. */
@Component
class OrderMetrics {

    private final MeterRegistry registry;
    private final Counter placed;
    private final Counter rejected;
    private final Counter unconfirmed;
    private final Counter paid;
    private final Counter settled;
    private final Counter refundsDue;
    private final Counter refundsRefused;

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
        placed = Counter.builder("orders.placed").register(registry);
        rejected = Counter.builder("orders.intake.rejected").register(registry);
        unconfirmed = Counter.builder("orders.unconfirmed").register(registry);
        paid = Counter.builder("orders.paid").register(registry);
        settled = Counter.builder("orders.payments.settled").register(registry);
        refundsDue = Counter.builder("orders.refunds.due").register(registry);
        refundsRefused = Counter.builder("orders.refunds.refused").register(registry);
    }

    void count(PlaceOrderResult result) {
        switch (result) {
            case PlaceOrderResult.Placed it -> placed.increment();
            case PlaceOrderResult.ProductNotFound it -> refused("product-not-found");
            case PlaceOrderResult.InsufficientStock it -> refused("insufficient-stock");
            case PlaceOrderResult.CouponNotUsable it -> refused("coupon-not-usable");
            case PlaceOrderResult.Busy it -> rejected.increment();
            case PlaceOrderResult.Unconfirmed it -> unconfirmed.increment();
        }
    }

    void paid() {
        paid.increment();
    }

    void cancelled(CancelReason reason) {
        registry.counter("orders.cancelled", "reason", reason.name()).increment();
    }

    /** A payment past its lease was asked for and ended. */
    void settled() {
        settled.increment();
    }

    /** Money was taken for an order that was cancelled meanwhile. */
    void refundDue() {
        refundsDue.increment();
    }

    /** Money of a cancelled order cannot be given back: its shipment has left. */
    void refundRefused() {
        refundsRefused.increment();
    }

    private void refused(String reason) {
        registry.counter("orders.refused", "reason", reason).increment();
    }
}
