package io.commercebackbone.http;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The HTTP edge.
 *
 * @param tokenCacheSize how many verified tokens are remembered at most; 0 verifies every request anew
 */
@Validated
@ConfigurationProperties("backbone.http")
public record HttpProperties(@DefaultValue("10000") @Min(0) int tokenCacheSize) {}
