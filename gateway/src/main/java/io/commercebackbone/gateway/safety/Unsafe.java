package io.commercebackbone.gateway.safety;

import java.util.Locale;

/** What the gateway refuses to start with, each by the name under which {@code backbone.unsafe.allow} lets it pass. */
enum Unsafe {
    HTTP_ISSUER("tokens' keys come over http: set ISSUER_URL (and JWK_SET_URL) to https"),
    PLAIN_REDIS("Redis is not encrypted or has no password: set REDIS_SSL=true and REDIS_PASSWORD"),
    PUBLIC_ACTUATOR("metrics are on the public port: set MANAGEMENT_PORT to another one");

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
