package io.commercebackbone.gateway.clients;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a connection may keep the gateway waiting before it is closed.
 *
 * @param firstRequest from its opening until the head of its first request is complete
 * @param nextRequest from an answer until the head of the next request is complete
 * @param reading while it takes nothing of an answer that waits to be sent
 */
@Validated
@ConfigurationProperties("gateway.clients")
record Patience(
        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration firstRequest,

        @DefaultValue("60s") @NotNull @DurationMin(millis = 1)
        Duration nextRequest,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 1)
        Duration reading) {}
