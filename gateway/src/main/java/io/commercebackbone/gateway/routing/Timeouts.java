package io.commercebackbone.gateway.routing;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long each service has until its answer begins; then the client is answered 504.
 *
 * @param orderService placing an order may wait in a queue
 * @param paymentService a payment asks order-service
 * @param rankingService reads from Redis
 * @param cartService reads and writes Redis
 * @param dataplatformService has operators' calls only
 */
@Validated
@ConfigurationProperties("gateway.timeouts")
record Timeouts(
        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration orderService,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration paymentService,

        @DefaultValue("3s") @NotNull @DurationMin(millis = 1)
        Duration rankingService,

        @DefaultValue("3s") @NotNull @DurationMin(millis = 1)
        Duration cartService,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration dataplatformService) {}
