package io.commercebackbone.gateway.trace;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the gateway's spans go.
 *
 * @param endpoint OTLP over HTTP with its path, such as {@code http://collector:4318/v1/traces}; none: no spans are made
 * @param sampling the share of requests that are recorded, of those that come without a trace; a client's trace is recorded
 *     if it says so
 */
@Validated
@ConfigurationProperties("gateway.tracing")
record TracingProperties(
        @Nullable String endpoint,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double sampling) {}
