package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.GroupCommit;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is committed together of payments. */
@Configuration(proxyBeanMethods = false)
class PaymentGroups {

    @Bean
    GroupCommit<BeginPayment, BeginPaymentResult> begins(OrderPayments payments, PaymentProperties properties) {
        return new GroupCommit<>("payment-begins", properties.maxBatch(), payments::beginTogether, payments::begin);
    }

    @Bean
    GroupCommit<CompletedPayment, Optional<OrderStatus>> completions(
            OrderPayments payments, PaymentProperties properties) {
        return new GroupCommit<>(
                "payment-completions", properties.maxBatch(), payments::completeTogether, payments::complete);
    }
}
