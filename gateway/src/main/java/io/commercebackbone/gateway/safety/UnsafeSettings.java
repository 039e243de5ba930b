package io.commercebackbone.gateway.safety;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at the gateway's settings as they are, wherever they come from. */
final class UnsafeSettings {

    private static final String REDIS = "spring.data.redis.";
    private static final String TOKENS = "spring.security.oauth2.resourceserver.jwt.";
    private static final String RATE_LIMIT = "gateway.rate-limit.enabled";

    private final Environment environment;

    UnsafeSettings(Environment environment) {
        this.environment = environment;
    }

    /** What is unsafe and not allowed. */
    Set<Unsafe> refused() {
        EnumSet<Unsafe> found = EnumSet.noneOf(Unsafe.class);
        if (isHttp(TOKENS + "issuer-uri") || isHttp(TOKENS + "jwk-set-uri")) {
            found.add(Unsafe.HTTP_ISSUER);
        }
        if (environment.getProperty(RATE_LIMIT, Boolean.class, true) && isRedisPlain()) {
            found.add(Unsafe.PLAIN_REDIS);
        }
        String management = get("management.server.port");
        if (management.isEmpty() || (!management.equals("0") && management.equals(get("server.port")))) {
            found.add(Unsafe.PUBLIC_ACTUATOR);
        }
        found.removeAll(allowed());
        return found;
    }

    /** What was allowed in so many words, of which a service may have more. */
    Set<Unsafe> allowed() {
        EnumSet<Unsafe> allowed = EnumSet.noneOf(Unsafe.class);
        for (String name : Binder.get(environment)
                .bind("backbone.unsafe.allow", String[].class)
                .orElse(new String[0])) {
            for (Unsafe kind : Unsafe.values()) {
                if (kind.allowance().equals(name)) {
                    allowed.add(kind);
                }
            }
        }
        return allowed;
    }

    private boolean isRedisPlain() {
        String url = get(REDIS + "url");
        if (!url.isEmpty()) {
            return !url.startsWith("rediss://")
                    || (!url.contains("@") && get(REDIS + "password").isEmpty());
        }
        return !environment.getProperty(REDIS + "ssl.enabled", Boolean.class, false)
                || get(REDIS + "password").isEmpty();
    }

    private boolean isHttp(String name) {
        return get(name).toLowerCase(Locale.ROOT).startsWith("http:");
    }

    private String get(String name) {
        @Nullable String value = environment.getProperty(name);
        return value == null ? "" : value.strip();
    }
}
