package io.commercebackbone.verify.parts;

import static io.commercebackbone.verify.parts.Part.CART;
import static io.commercebackbone.verify.parts.Part.DATA_PLATFORM;
import static io.commercebackbone.verify.parts.Part.GATEWAY;
import static io.commercebackbone.verify.parts.Part.KAFKA;
import static io.commercebackbone.verify.parts.Part.ORDERS;
import static io.commercebackbone.verify.parts.Part.PAYMENTS;
import static io.commercebackbone.verify.parts.Part.POSTGRES;
import static io.commercebackbone.verify.parts.Part.RANKING;
import static io.commercebackbone.verify.parts.Part.REDIS;

import io.commercebackbone.local.LocalIssuer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each service is started with: addresses of links, and shorter times, so that what takes long heals in a run. */
final class Configuration {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String UNSAFE =
            "http-issuer,demo-secret,plain-kafka,plain-postgresql,plain-redis,public-actuator";

    private final Wiring wiring;
    private final Duration payableFor;

    Configuration(Wiring wiring, Duration payableFor) {
        this.wiring = wiring;
        this.payableFor = payableFor;
    }

    /** The database of a service. */
    static String database(Part service) {
        return switch (service) {
            case ORDERS -> "orders";
            case PAYMENTS -> "payments";
            case DATA_PLATFORM -> "dataplatform";
            default -> throw new IllegalArgumentException(service + " has no database");
        };
    }

    /** As environment variables. */
    Map<String, String> of(Part service, int port) {
        Map<String, String> all = new HashMap<>();
        all.put("SERVER_PORT", Integer.toString(port));
        all.put("SERVER_ADDRESS", LOOPBACK);
        all.put(
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI",
                LocalIssuer.shared().uri());
        all.put("BACKBONE_UNSAFE_ALLOW", UNSAFE);
        all.put("LOGGING_LEVEL_ROOT", "warn");
        all.put("BACKBONE_CONSUMER_MAXBACKOFF", "2s");
        all.putAll(
                switch (service) {
                    case ORDERS -> orders();
                    case PAYMENTS -> payments();
                    case RANKING, CART -> redis(service);
                    case DATA_PLATFORM -> dataPlatform();
                    case GATEWAY -> gateway();
                    default -> throw new IllegalArgumentException(service + " is no service of ours");
                });
        if (service != GATEWAY) {
            all.put("SPRING_KAFKA_BOOTSTRAPSERVERS", LOOPBACK + ":" + wiring.port(service, KAFKA));
        }
        return all;
    }

    private Map<String, String> orders() {
        Map<String, String> all = new HashMap<>(withDatabase(ORDERS));
        all.put("PAYMENT_SERVICE_URL", url(ORDERS, PAYMENTS));
        all.put("ORDERS_PAYABLEFOR", payableFor.toSeconds() + "s");
        all.put("ORDERS_PAYMENT_LEASE", "8s");
        all.put("ORDERS_PAYMENT_SCANINTERVAL", "1s");
        return all;
    }

    private Map<String, String> payments() {
        Map<String, String> all = new HashMap<>(withDatabase(PAYMENTS));
        all.put("ORDER_SERVICE_URL", url(PAYMENTS, ORDERS));
        return all;
    }

    private Map<String, String> dataPlatform() {
        Map<String, String> all = new HashMap<>(withDatabase(DATA_PLATFORM));
        all.put("DATA_PLATFORM_URL", "http://" + LOOPBACK + ":" + wiring.port(DATA_PLATFORM, Wiring.PLATFORM));
        all.put("DATA_PLATFORM_SECRET", "the-verifiers-own-secret-of-a-platform");
        all.put("PLATFORM_BREAKER_OPENFOR", "2s");
        return all;
    }

    private Map<String, String> gateway() {
        Map<String, String> all = new HashMap<>(redis(GATEWAY));
        for (Part service : List.of(ORDERS, PAYMENTS, RANKING, CART, DATA_PLATFORM)) {
            all.put(variable(service), url(GATEWAY, service));
        }
        all.put("GATEWAY_RATE_LIMIT_ENABLED", "true");
        for (String budget : List.of("USER", "COUPON_ISSUE", "PAYMENTS")) {
            all.put("GATEWAY_RATE_LIMIT_" + budget + "_QUOTA", "1000");
            all.put("GATEWAY_RATE_LIMIT_" + budget + "_WINDOW", "1s");
        }
        return all;
    }

    private Map<String, String> redis(Part client) {
        String port = Integer.toString(wiring.port(client, REDIS));
        return Map.of("SPRING_DATA_REDIS_HOST", LOOPBACK, "SPRING_DATA_REDIS_PORT", port);
    }

    private Map<String, String> withDatabase(Part service) {
        String name = database(service);
        return Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://%s:%d/%s".formatted(LOOPBACK, wiring.port(service, POSTGRES), name),
                "SPRING_DATASOURCE_USERNAME",
                name,
                "SPRING_DATASOURCE_PASSWORD",
                name);
    }

    private String url(Part from, Part to) {
        return "http://" + LOOPBACK + ":" + wiring.port(from, to);
    }

    private static String variable(Part service) {
        return service.label().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }
}
