package io.commercebackbone.order.ordering;

import io.commercebackbone.order.group.GroupSettings;
import io.commercebackbone.order.group.GroupWriter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The writer that places this instance's orders. */
@Configuration(proxyBeanMethods = false)
class OrderingConfiguration {

    @Bean
    GroupWriter<PlaceOrder, PlaceOrderResult> orderWriter(
            OrderGroups groups, OrderingProperties properties, MeterRegistry registry) {
        GroupSettings settings = new GroupSettings(
                "orders",
                properties.queueCapacity(),
                properties.maxBatch(),
                properties.lockTimeout(),
                properties.retryLockTimeout(),
                properties.answerTimeout());
        return new GroupWriter<>(groups, settings, registry);
    }
}
