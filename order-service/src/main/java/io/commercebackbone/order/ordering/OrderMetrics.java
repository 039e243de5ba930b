package io.commercebackbone.order.ordering;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what becomes of orders, and how full groups and queue are. */
@Component
class OrderMetrics {

    private final MeterRegistry registry;
    private final Counter placed;
    private final Counter rejected;
    private final Counter unconfirmed;
    private final DistributionSummary groups;
    private final Counter paid;
    private final Counter settled;
    private final Counter refundsDue;

    OrderMetrics(MeterRegistry registry, OrderIntake intake) {
        this.registry = registry;
        placed = Counter.builder("orders.placed").register(registry);
        rejected = Counter.builder("orders.intake.rejected").register(registry);
        unconfirmed = Counter.builder("orders.unconfirmed").register(registry);
        groups = DistributionSummary.builder("orders.batch.size").register(registry);
        paid = Counter.builder("orders.paid").register(registry);
        settled = Counter.builder("orders.payments.settled").register(registry);
        refundsDue = Counter.builder("orders.refunds.due").register(registry);
        Gauge.builder("orders.intake.depth", intake, OrderIntake::depth).register(registry);
    }

    void group(int size) {
        groups.record(size);
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

    private void refused(String reason) {
        registry.counter("orders.refused", "reason", reason).increment();
    }
}
