package io.commercebackbone.payment.payments;

import io.commercebackbone.jdbc.GroupCommit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Payments that come at the same time are decided together. */
@Configuration(proxyBeanMethods = false)
class PivotConfiguration {

    @Bean
    GroupCommit<PaymentAttempt, Payment> pivots(Pivot pivot, PaymentProperties properties) {
        return new GroupCommit<>(
                "pivot",
                properties.maxBatch(),
                attempts -> pivot.decideTogether(attempts, properties.lockTimeout()),
                pivot::decide);
    }
}
