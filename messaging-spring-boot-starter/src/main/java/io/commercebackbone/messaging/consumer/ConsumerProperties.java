package io.commercebackbone.messaging.consumer;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a consumer waits out what it depends on.
 *
 * @param initialBackoff how long the container pauses after a record's first transient failure; doubles each time
 * @param maxBackoff how long it pauses at most
 * @param deadLetterTimeout how long the dead-letter topic may take to accept a record before that counts as a
 *     transient failure itself
 * @param restartInterval how often is looked whether a listener has stopped that should not; it is started again one
 *     interval later
 * @param metricsInterval how often is looked whether a client has metrics that are new, such as those of a partition
 */
@Validated
@ConfigurationProperties("backbone.consumer")
public record ConsumerProperties(
        @DefaultValue("200ms") @NotNull Duration initialBackoff,
        @DefaultValue("30s") @NotNull Duration maxBackoff,
        @DefaultValue("35s") @NotNull Duration deadLetterTimeout,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 1)
        Duration restartInterval,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration metricsInterval) {

    Duration backoff(int attempt) {
        long millis = initialBackoff.toMillis() << Math.min(attempt - 1, 30);
        return millis < maxBackoff.toMillis() ? Duration.ofMillis(millis) : maxBackoff;
    }
}
