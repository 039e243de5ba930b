package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.GroupCommit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is committed together of payments. Those that complete together are told together. */
@Configuration(proxyBeanMethods = false)
class PaymentGroups {

    @Bean
    GroupCommit<BeginPayment, BeginPaymentResult> begins(OrderPayments payments, PaymentProperties properties) {
        return new GroupCommit<>("payment-begins", properties.maxBatch(), payments::beginTogether, payments::begin);
    }
}
