package io.commercebackbone.payment.config;

import io.commercebackbone.payment.shipments.DeliveryConfirmations;
import io.commercebackbone.payment.shipments.ShipmentProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** What happens by itself, and how much is left of it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ScheduleConfiguration {

    @Bean
    SchedulingConfigurer deliveryRounds(DeliveryConfirmations confirmations, ShipmentProperties properties) {
        return tasks -> tasks.addFixedDelayTask(confirmations::confirmOutstanding, properties.confirmInterval());
    }

    @Bean
    MeterBinder outstandingDeliveries(DeliveryConfirmations confirmations) {
        return registry -> Gauge.builder(
                        "shipments.deliveries.unconfirmed", confirmations, DeliveryConfirmations::outstanding)
                .description("Deliveries that the service of the orders is not known to know")
                .register(registry);
    }
}
