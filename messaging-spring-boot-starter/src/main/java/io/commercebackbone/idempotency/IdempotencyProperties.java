package io.commercebackbone.idempotency;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests under an {@code Idempotency-Key}.
 *
 * @param retention how long an answer is given again
 * @param patience how long a request waits for one that runs under the same key before it is told to come back
 * @param trimInterval how often answers past their retention are deleted
 * @param trimBatch how many in one go
 */
@Validated
@ConfigurationProperties("backbone.idempotency")
record IdempotencyProperties(
        @DefaultValue("24h") @NotNull @DurationMin(seconds = 1)
        Duration retention,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 1)
        Duration patience,

        @DefaultValue("1m") @NotNull @DurationMin(millis = 1)
        Duration trimInterval,

        @DefaultValue("1000") @Min(1) @Max(10_000) int trimBatch) {}
