package io.commercebackbone.order.coupons;

import io.commercebackbone.order.group.GroupSettings;
import io.commercebackbone.order.group.GroupWriter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The writer that issues this instance's coupons. */
@Configuration(proxyBeanMethods = false)
class CouponConfiguration {

    @Bean
    GroupWriter<IssueCoupon, IssueCouponResult> couponWriter(
            Issuing issuing, CouponProperties properties, MeterRegistry registry) {
        GroupSettings settings = new GroupSettings(
                "coupons",
                properties.queueCapacity(),
                properties.maxBatch(),
                properties.lockTimeout(),
                properties.retryLockTimeout(),
                properties.answerTimeout());
        return new GroupWriter<>(issuing, settings, registry);
    }
}
