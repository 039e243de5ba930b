package io.commercebackbone.payment.payments;

import io.commercebackbone.jdbc.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts what becomes of payments: what a transaction did once it has committed. Each counter is there from the start. */
@Component
class PaymentMetrics {

    private static final String INSUFFICIENT_BALANCE = "insufficient-balance";
    private static final String GIVEN_UP = "given-up";

    private final MeterRegistry registry;
    private final Counter completed;
    private final Counter untold;
    private final Counter refunded;

    PaymentMetrics(MeterRegistry registry) {
        this.registry = registry;
        completed = Counter.builder("payments.completed").register(registry);
        untold = Counter.builder("payments.outcome.untold").register(registry);
        refunded = Counter.builder("payments.refunded").register(registry);
        List.of(INSUFFICIENT_BALANCE, GIVEN_UP).forEach(this::refused);
        Arrays.stream(BeginResult.Refusal.values()).map(PaymentMetrics::reason).forEach(this::refused);
    }

    void count(PayOrderResult result) {
        switch (result) {
            case PayOrderResult.Completed it -> completed.increment();
            case PayOrderResult.InsufficientBalance it ->
                refused(INSUFFICIENT_BALANCE).increment();
            case PayOrderResult.GivenUp it -> refused(GIVEN_UP).increment();
            case BeginResult.NotBegun it -> refused(reason(it.refusal())).increment();
        }
    }

    void untold() {
        untold.increment();
    }

    void refunded() {
        AfterCommit.run(refunded::increment);
    }

    private Counter refused(String reason) {
        return registry.counter("payments.refused", "reason", reason);
    }

    private static String reason(BeginResult.Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
