package io.commercebackbone.gateway.routing;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a client may send, and how slowly.
 *
 * @param maxSize the largest body that is let through; a larger one is answered 413
 * @param patience how long a whole body may take to arrive; a slower one is answered 408
 */
@Validated
@ConfigurationProperties("gateway.body")
record BodyLimit(
        @DefaultValue("256KB") @NotNull DataSize maxSize,

        @DefaultValue("15s") @NotNull @DurationMin(millis = 1)
        Duration patience) {}
