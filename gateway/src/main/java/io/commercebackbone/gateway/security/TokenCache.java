package io.commercebackbone.gateway.security;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long is remembered what verifying tokens takes.
 *
 * @param size how many tokens at most, about 4 KB each; 0 verifies every request anew
 * @param maxAge the longest time, even if the token is valid for longer
 * @param keyMaxAge how old the issuer's keys may get before they are asked for again; so soon, and {@code maxAge} later,
 *     a withdrawn key stops working
 */
@Validated
@ConfigurationProperties("gateway.token-cache")
record TokenCache(
        @DefaultValue("10000") @Min(0) int size,
        @DefaultValue("1m") @NotNull Duration maxAge,

        @DefaultValue("5m") @NotNull @DurationMin(seconds = 1)
        Duration keyMaxAge) {}
