package io.commercebackbone.http;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The HTTP edge.
 *
 * @param tokenCacheSize how many verified tokens are remembered at most; 0 verifies every request anew
 * @param maxBody the largest request body that is accepted; it is held in memory while the request runs
 * @param keyMaxAge how old the issuer's keys may get before they are asked for again; so soon, and a minute later, a
 *     withdrawn key stops working
 */
@Validated
@ConfigurationProperties("backbone.http")
public record HttpProperties(
        @DefaultValue("10000") @Min(0) int tokenCacheSize,
        @DefaultValue("64KB") @NotNull DataSize maxBody,

        @DefaultValue("5m") @NotNull @DurationMin(seconds = 1)
        Duration keyMaxAge) {}
