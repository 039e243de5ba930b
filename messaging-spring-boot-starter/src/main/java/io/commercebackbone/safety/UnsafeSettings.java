package io.commercebackbone.safety;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at a service's settings as they are, wherever they come from. */
final class UnsafeSettings {

    private static final String KAFKA_PROTOCOL = "spring.kafka.security.protocol";
    private static final String DATABASE = "spring.datasource.";
    private static final String REDIS = "spring.data.redis.";
    private static final String RESOURCE_SERVER = "spring.security.oauth2.resourceserver.jwt.";
    private static final Set<String> ENCRYPTED = Set.of("SASL_SSL", "SSL");

    /** What a secret of the local stack begins with. */
    private static final String LOCAL = "local-stack";

    private final Environment environment;
    private final Binder binder;

    UnsafeSettings(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /** What is unsafe and not allowed, with what to set instead; empty when the service may start. */
    Map<Unsafe, String> refused() {
        Map<Unsafe, String> found = new EnumMap<>(Unsafe.class);
        add(found, Unsafe.HTTP_ISSUER, isHttp("issuer-uri") || isHttp("jwk-set-uri"), "");
        add(found, Unsafe.PLAIN_KAFKA, isKafkaPlain(), "");
        add(found, Unsafe.PLAIN_POSTGRESQL, isPostgresPlain(), "");
        add(found, Unsafe.PLAIN_REDIS, isRedisPlain(), "");
        add(found, Unsafe.PUBLIC_ACTUATOR, isActuatorPublic(), "");
        List<String> known = knownSecrets();
        add(found, Unsafe.DEMO_SECRET, !known.isEmpty(), " " + String.join(", ", known));
        allowed().forEach(found::remove);
        return found;
    }

    /** What was allowed in so many words. */
    List<Unsafe> allowed() {
        return binder.bind("backbone.unsafe.allow", Bindable.listOf(Unsafe.class))
                .orElse(List.of());
    }

    private static void add(Map<Unsafe, String> found, Unsafe kind, boolean is, String what) {
        if (is) {
            found.put(kind, kind.remedy() + what);
        }
    }

    private boolean isHttp(String name) {
        return get(RESOURCE_SERVER + name).toLowerCase(Locale.ROOT).startsWith("http:");
    }

    private boolean isKafkaPlain() {
        boolean used = environment.getProperty("spring.kafka.enabled", Boolean.class, true)
                && !get("spring.kafka.bootstrap-servers").isEmpty();
        String protocol = get(KAFKA_PROTOCOL);
        String effective = protocol.isEmpty() ? kafkaProperty() : protocol;
        return used && !ENCRYPTED.contains(effective.toUpperCase(Locale.ROOT));
    }

    private String kafkaProperty() {
        return binder.bind("spring.kafka.properties", Bindable.mapOf(String.class, String.class))
                .map(all -> all.getOrDefault("security.protocol", ""))
                .orElse("");
    }

    private boolean isPostgresPlain() {
        String url = get(DATABASE + "url");
        boolean verified = url.contains("sslmode=verify-full") || url.contains("sslmode=verify-ca");
        return url.startsWith("jdbc:postgresql:")
                && (!verified || get(DATABASE + "password").isEmpty());
    }

    private boolean isRedisPlain() {
        String url = get(REDIS + "url");
        if (!url.isEmpty()) {
            return !url.startsWith("rediss://") || !(url.contains("@") || has(REDIS + "password"));
        }
        boolean encrypted = environment.getProperty(REDIS + "ssl.enabled", Boolean.class, has(REDIS + "ssl.bundle"));
        return has(REDIS + "host") && (!encrypted || !has(REDIS + "password"));
    }

    private boolean isActuatorPublic() {
        String port = get("management.server.port");
        return port.isEmpty() || (!port.equals("0") && port.equals(get("server.port")));
    }

    /** Secrets that are the name of who has them, as those of the local stack are, or say that they are local. */
    private List<String> knownSecrets() {
        List<String> names =
                new ArrayList<>(List.of(DATABASE + "password", REDIS + "password", "backbone.calls.client-secret"));
        names.addAll(
                binder.bind("backbone.secrets", Bindable.listOf(String.class)).orElse(List.of()));
        return names.stream().filter(name -> isKnown(get(name))).toList();
    }

    private boolean isKnown(String secret) {
        return !secret.isEmpty()
                && (secret.startsWith(LOCAL)
                        || secret.equals(get("spring.application.name"))
                        || secret.equals(get("backbone.calls.client-id"))
                        || secret.equals(get(DATABASE + "username")));
    }

    private boolean has(String name) {
        return !get(name).isEmpty();
    }

    private String get(String name) {
        @Nullable String value = environment.getProperty(name);
        return value == null ? "" : value.strip();
    }
}
