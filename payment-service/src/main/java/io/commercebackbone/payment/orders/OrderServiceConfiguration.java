package io.commercebackbone.payment.orders;

import io.commercebackbone.calls.ServiceCalls;
import io.commercebackbone.calls.ServiceClient;
import io.commercebackbone.jdbc.GroupCommit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How order-service is called. */
@Configuration(proxyBeanMethods = false)
class OrderServiceConfiguration {

    /** The most that order-service takes at once is 100. */
    private static final int TOLD_TOGETHER = 50;

    @Bean
    ServiceClient orderServiceClient(ServiceCalls calls) {
        return calls.to("order-service");
    }

    /** Payments that complete at the same time are told in one call. */
    @Bean
    GroupCommit<PaymentInTrace, Boolean> completions(OutcomeCalls calls) {
        return new GroupCommit<>(
                "completions-told", TOLD_TOGETHER, calls::completed, completed -> calls.outcome(completed.payment()));
    }
}
