package io.commercebackbone.messaging.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The outbox and its relay.
 *
 * @param source the name that this service publishes under ({@code ce_source}); never change it: consumers tell
 *     duplicates by source and number; the application's name unless set; the application's name unless set
 * @param pageSize how many rows the relay reads and sends at a time
 * @param pollInterval how long the relay waits for a wake-up before it looks by itself
 * @param leaderInterval how often an instance that does not relay tries to become the one that does
 * @param retryInterval how long the relay waits after a failure of the database or the broker
 * @param parkedRetry how long a key is parked after its first failure; doubles up to {@code parkedRetryMax}
 * @param parkedRetryMax how long a key is parked at most before it is tried again
 * @param retention how long sent rows are kept for republishing
 * @param resendWindow how far back events are sent again after the database was restored from a dump
 */
@Validated
@ConfigurationProperties("backbone.outbox")
public record OutboxProperties(
        @DefaultValue("${spring.application.name:}") @NotBlank
        String source,

        @DefaultValue("2000") @Min(1) @Max(20000) int pageSize,
        @DefaultValue("500ms") @NotNull Duration pollInterval,
        @DefaultValue("1s") @NotNull Duration leaderInterval,
        @DefaultValue("1s") @NotNull Duration retryInterval,
        @DefaultValue("5s") @NotNull Duration parkedRetry,
        @DefaultValue("5m") @NotNull Duration parkedRetryMax,
        @DefaultValue("7d") @NotNull Duration retention,
        @DefaultValue("15m") @NotNull Duration resendWindow) {}
