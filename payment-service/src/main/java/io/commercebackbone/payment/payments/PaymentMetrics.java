package io.commercebackbone.payment.payments;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts what becomes of payments. */
@Component
class PaymentMetrics {

    private final MeterRegistry registry;
    private final Counter completed;
    private final Counter untold;
    private final Counter refunded;

    PaymentMetrics(MeterRegistry registry) {
        this.registry = registry;
        completed = Counter.builder("payments.completed").register(registry);
        untold = Counter.builder("payments.outcome.untold").register(registry);
        refunded = Counter.builder("payments.refunded").register(registry);
    }

    void count(PayOrderResult result) {
        switch (result) {
            case PayOrderResult.Completed it -> completed.increment();
            case PayOrderResult.InsufficientBalance it -> refused("insufficient-balance");
            case PayOrderResult.GivenUp it -> refused("given-up");
            case BeginResult.NotBegun it ->
                refused(it.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    void untold() {
        untold.increment();
    }

    void refunded() {
        refunded.increment();
    }

    private void refused(String reason) {
        registry.counter("payments.refused", "reason", reason).increment();
    }
}
