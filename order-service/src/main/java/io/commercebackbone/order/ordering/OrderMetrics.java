package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts what becomes of orders: what a transaction did to them once it has committed. Each counter is there from the start. */
@Component
class OrderMetrics {

    private static final String PRODUCT_NOT_FOUND = "product-not-found";
    private static final String INSUFFICIENT_STOCK = "insufficient-stock";
    private static final String COUPON_NOT_USABLE = "coupon-not-usable";

    private final MeterRegistry registry;
    private final Counter placed;
    private final Counter rejected;
    private final Counter unconfirmed;
    private final Counter paid;
    private final Counter shipped;
    private final Counter delivered;
    private final Counter settled;
    private final Counter refundsDue;
    private final Counter refundsRefused;

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
        placed = registry.counter("orders.placed");
        rejected = registry.counter("orders.intake.rejected");
        unconfirmed = registry.counter("orders.unconfirmed");
        paid = registry.counter("orders.paid");
        shipped = registry.counter("orders.shipped");
        delivered = registry.counter("orders.delivered");
        settled = registry.counter("orders.payments.settled");
        refundsDue = registry.counter("orders.refunds.due");
        refundsRefused = registry.counter("orders.refunds.refused");
        List.of(PRODUCT_NOT_FOUND, INSUFFICIENT_STOCK, COUPON_NOT_USABLE).forEach(this::refused);
        Arrays.stream(CancelReason.values()).forEach(this::cancellations);
    }

    void count(PlaceOrderResult result) {
        switch (result) {
            case PlaceOrderResult.Placed it -> placed.increment();
            case PlaceOrderResult.ProductNotFound it ->
                refused(PRODUCT_NOT_FOUND).increment();
            case PlaceOrderResult.InsufficientStock it ->
                refused(INSUFFICIENT_STOCK).increment();
            case PlaceOrderResult.CouponNotUsable it ->
                refused(COUPON_NOT_USABLE).increment();
            case PlaceOrderResult.Busy it -> rejected.increment();
            case PlaceOrderResult.Unconfirmed it -> unconfirmed.increment();
        }
    }

    void paid() {
        AfterCommit.run(paid::increment);
    }

    void shipped() {
        AfterCommit.run(shipped::increment);
    }

    void delivered() {
        AfterCommit.run(delivered::increment);
    }

    void cancelled(CancelReason reason) {
        AfterCommit.run(cancellations(reason)::increment);
    }

    /** A payment past its lease was asked for and ended. */
    void settled() {
        settled.increment();
    }

    /** Money was taken for an order that was cancelled meanwhile. */
    void refundDue() {
        AfterCommit.run(refundsDue::increment);
    }

    /** Money of a cancelled order cannot be given back: its shipment has left. */
    void refundRefused() {
        AfterCommit.run(refundsRefused::increment);
    }

    private Counter refused(String reason) {
        return registry.counter("orders.refused", "reason", reason);
    }

    private Counter cancellations(CancelReason reason) {
        return registry.counter("orders.cancelled", "reason", reason.name());
    }
}
