package io.commercebackbone.payment.orders;

import io.commercebackbone.calls.ServiceCalls;
import io.commercebackbone.calls.ServiceClient;
import io.commercebackbone.jdbc.GroupCommit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How order-service is called. */
@Configuration(proxyBeanMethods = false)
class OrderServiceConfiguration {

    @Bean
    ServiceClient orderServiceClient(ServiceCalls calls) {
        return calls.to("order-service");
    }

    /** Payments that complete at the same time are told in one call. */
    @Bean
    GroupCommit<PaymentInTrace, Boolean> completions(OutcomeCalls calls, OrderServiceProperties properties) {
        return new GroupCommit<>(
                "completions-told",
                properties.maxTold(),
                calls::completed,
                completed -> calls.outcome(completed.payment()));
    }
}
