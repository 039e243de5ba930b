package io.commercebackbone.gateway.clients;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which web pages may call from a browser.
 *
 * @param allowedOrigins origins such as {@code https://shop.example}; none means that browsers keep all pages of others
 *     away. {@code *} is taken at its word, and harmless as long as tokens are not sent by the browser itself
 * @param maxAge how long a browser may remember the answer
 */
@Validated
@ConfigurationProperties("gateway.cors")
record CrossOrigin(
        @DefaultValue @NotNull List<String> allowedOrigins,
        @DefaultValue("1h") @NotNull Duration maxAge) {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> REQUEST_HEADERS =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "traceparent", "tracestate");
    private static final List<String> ANSWER_HEADERS = List.of(
            "Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "X-Trace-Id",
            "traceparent",
            "WWW-Authenticate");

    /** No cookies: who calls is told by the token alone. */
    CorsConfiguration configuration() {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(allowedOrigins);
        configuration.setAllowedMethods(METHODS);
        configuration.setAllowedHeaders(REQUEST_HEADERS);
        configuration.setExposedHeaders(ANSWER_HEADERS);
        configuration.setAllowCredentials(false);
        configuration.setMaxAge(maxAge);
        return configuration;
    }
}
