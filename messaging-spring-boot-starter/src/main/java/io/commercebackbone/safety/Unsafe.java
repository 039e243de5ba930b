package io.commercebackbone.safety;

import java.util.Locale;

/** What a service refuses to start with, each by the name under which {@code backbone.unsafe.allow} lets it pass. */
enum Unsafe {
    HTTP_ISSUER("tokens' keys come over http: set spring.security.oauth2.resourceserver.jwt.issuer-uri to https"),
    DEMO_SECRET("a secret is one that everybody knows: set"),
    PLAIN_KAFKA("Kafka is neither encrypted nor authenticated: set spring.kafka.security.protocol to SASL_SSL or SSL"),
    PLAIN_POSTGRESQL("PostgreSQL is not verified or has no password: set spring.datasource.password, and"
            + " sslmode=verify-full in spring.datasource.url"),
    PLAIN_REDIS(
            "Redis is not encrypted or has no password: set spring.data.redis.password and spring.data.redis.ssl.enabled"),
    PUBLIC_ACTUATOR("health and metrics are on the public port: set management.server.port to another one");

    private final String remedy;

    Unsafe(String remedy) {
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }

    String allowance() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
