package io.commercebackbone.order.coupons;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what becomes of wishes for coupons. */
@Component
class CouponMetrics {

    private final Counter issued;
    private final Counter alreadyIssued;
    private final Counter soldOut;
    private final Counter notActive;
    private final Counter notFound;
    private final Counter busy;

    CouponMetrics(MeterRegistry registry) {
        issued = Counter.builder("coupons.issued").register(registry);
        alreadyIssued = refused(registry, "coupon-already-issued");
        soldOut = refused(registry, "coupon-sold-out");
        notActive = refused(registry, "coupon-not-active");
        notFound = refused(registry, "not-found");
        busy = Counter.builder("coupons.intake.rejected").register(registry);
    }

    void count(IssueCouponResult result) {
        switch (result) {
            case IssueCouponResult.Issued it -> issued.increment();
            case IssueCouponResult.AlreadyIssued it -> alreadyIssued.increment();
            case IssueCouponResult.SoldOut it -> soldOut.increment();
            case IssueCouponResult.NotBegun it -> notActive.increment();
            case IssueCouponResult.Over it -> notActive.increment();
            case IssueCouponResult.NoSuchCampaign it -> notFound.increment();
            case IssueCouponResult.Busy it -> busy.increment();
        }
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("coupons.refused").tag("reason", reason).register(registry);
    }
}
