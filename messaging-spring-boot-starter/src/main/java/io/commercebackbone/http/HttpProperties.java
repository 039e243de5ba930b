package io.commercebackbone.http;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The HTTP edge.
 *
 * @param tokenCacheSize how many verified tokens are remembered at most; 0 verifies every request anew
 * @param maxBody the largest request body that is accepted; it is held in memory while the request runs
 */
@Validated
@ConfigurationProperties("backbone.http")
public record HttpProperties(
        @DefaultValue("10000") @Min(0) int tokenCacheSize,
        @DefaultValue("64KB") @NotNull DataSize maxBody) {}
