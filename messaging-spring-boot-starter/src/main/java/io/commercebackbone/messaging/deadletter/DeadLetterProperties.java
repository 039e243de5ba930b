package io.commercebackbone.messaging.deadletter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Dead letters and their replay.
 *
 * @param keepOrder whether records of a key wait behind one that was dead-lettered, until it is processed or discarded
 * @param maxAttempts a letter that was given up so often is replayed only when somebody names it
 * @param replayRate replays a second, unless the operator asks for another rate
 * @param roundInterval how often replays are taken a step further
 * @param timeout how long the dead-letter topics may take to be read or written
 * @param retryInterval how long to wait after the broker could not be reached
 * @param bodyRole who sees the bodies of dead letters
 */
@Validated
@ConfigurationProperties("backbone.dead-letters")
public record DeadLetterProperties(
        @DefaultValue("false") boolean keepOrder,
        @DefaultValue("5") @Min(1) int maxAttempts,
        @DefaultValue("50") @Min(1) @Max(10_000) int replayRate,
        @DefaultValue("100ms") @NotNull Duration roundInterval,
        @DefaultValue("35s") @NotNull Duration timeout,
        @DefaultValue("1s") @NotNull Duration retryInterval,
        @DefaultValue("admin") @NotBlank String bodyRole) {}
