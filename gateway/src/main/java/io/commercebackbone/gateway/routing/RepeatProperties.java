package io.commercebackbone.gateway.routing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a request that got no answer is sent again.
 *
 * @param times attempts after the first; 0 sends every request once
 * @param pause before each of them
 */
@Validated
@ConfigurationProperties("gateway.repeat")
record RepeatProperties(
        @DefaultValue("2") @Min(0) @Max(5) int times,

        @DefaultValue("50ms") @NotNull @DurationMin(millis = 1)
        Duration pause) {}
