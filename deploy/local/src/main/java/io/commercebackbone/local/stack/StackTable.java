package io.commercebackbone.local.stack;

import io.commercebackbone.local.KafkaProgram;
import io.commercebackbone.local.PostgresAddress;
import io.commercebackbone.local.PostgresProgram;
import io.commercebackbone.local.Program;
import io.commercebackbone.local.PrometheusProgram;
import io.commercebackbone.local.PrometheusProgram.Target;
import io.commercebackbone.local.RedisProgram;
import io.commercebackbone.local.RegistryProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every process of the stack, its port, memory, configuration and what it needs: a line each. */
final class StackTable {

    private static final String READINESS = "/actuator/health/readiness";
    private static final String MANAGEMENT = "-management";

    /** All of it is on loopback, and nothing of it is worth protecting. */
    private static final String UNSAFE = "http-issuer,demo-secret,plain-kafka,plain-postgresql,plain-redis";

    private static final List<String> DATABASES = List.of("orders", "payments", "dataplatform");

    /** Known to everybody, and good for nothing but this stack's stand-in for the data platform. */
    private static final String LOCAL_PLATFORM_SECRET = "local-stack-data-platform-secret-0001";

    private final Layout layout;
    private final StackPorts ports;
    private final List<StackProcess> processes = new ArrayList<>();
    private final List<StackProcess> onlookers = new ArrayList<>();

    StackTable(Layout layout, StackPorts ports) {
        this.layout = layout;
        this.ports = ports;
        servers();
        services();
        onlookers.add(new StackProcess(prometheus(), List.of("gateway")));
    }

    /** What makes up the suite, none before those it needs. */
    List<StackProcess> all() {
        return List.copyOf(processes);
    }

    /** What may look on, and is started when asked for. */
    List<StackProcess> onlookers() {
        return List.copyOf(onlookers);
    }

    /** Whatever may run. */
    List<StackProcess> everything() {
        return Stream.concat(processes.stream(), onlookers.stream()).toList();
    }

    /**
     * The process of a name.
     *
     * @throws StackProblem when there is none
     */
    StackProcess named(String name) {
        return everything().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StackProblem("no process is called " + name + ": it is one of "
                        + String.join(
                                ", ",
                                everything().stream().map(StackProcess::name).toList())));
    }

    /** Where a service answers health and metrics. */
    int managementPort(String name) {
        return named(name).program() instanceof ServiceProgram service
                ? service.healthPort()
                : named(name).port();
    }

    /** The base address of a process, as seen from this machine. */
    String url(String name) {
        return "http://localhost:" + named(name).port();
    }

    private void servers() {
        int kafka = ports.of("kafka", 9093);
        int controller = ports.of("kafka-controller", 19093);
        add(new PostgresProgram(ports.of("postgres", 15432), layout.data("postgres"), DATABASES));
        add(new RedisProgram(ports.of("redis", 16379), layout.data("redis")));
        add(new KafkaProgram(kafka, controller, layout.data("kafka"), Map.of(), List.of()));
        int registry = ports.of("schema-registry", 8091);
        int management = ports.of("schema-registry" + MANAGEMENT, registry + 1000);
        add(new RegistryProgram(registry, management, layout.data("schema-registry")));
        int issuer = ports.of("issuer", 9000);
        add(program("issuer", issuer, "deploy/issuer", 64, issuer, "/actuator/health", issuer()));
        int platform = ports.of("data-platform", 8090);
        add(new OwnProgram("data-platform", platform, DataPlatform.class, DataPlatform.HEALTH, List.of()));
        int exporter = ports.of("kafka-exporter", 9308);
        List<String> broker = List.of("127.0.0.1:" + kafka);
        add(new OwnProgram("kafka-exporter", exporter, KafkaExporter.class, KafkaExporter.HEALTH, broker), "kafka");
    }

    private void services() {
        add(service("order-service", 8081, 384, database("orders")), "postgres", "kafka");
        add(service("payment-service", 8082, 256, database("payments")), "postgres", "kafka");
        add(service("ranking-service", 8083, 192, redis()), "redis", "kafka");
        add(service("cart-service", 8084, 192, redis()), "redis", "kafka");
        add(service("dataplatform-service", 8085, 160, dataPlatform()), "postgres", "kafka");
        add(service("gateway", 8080, 192, gateway()), "redis", "issuer");
    }

    private Program prometheus() {
        List<Target> targets = new ArrayList<>();
        for (StackProcess process : processes) {
            if (process.program() instanceof ServiceProgram service && service.healthPort() != service.port()) {
                targets.add(new Target(service.name(), service.healthPort(), "/actuator/prometheus", ""));
            } else if (process.name().equals("kafka-exporter")) {
                targets.add(new Target(process.name(), process.port(), "/metrics", ""));
            }
        }
        return new PrometheusProgram(
                ports.of("prometheus", 9090),
                layout.data("prometheus"),
                layout.module("deploy/observe/rules"),
                Duration.ofSeconds(5),
                targets);
    }

    private void add(Program program, String... needs) {
        processes.add(new StackProcess(program, List.of(needs)));
    }

    private Program service(String name, int port, int megabytes, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", url("issuer"));
        environment.put(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + named("kafka").port());
        environment.put("ORDER_SERVICE_URL", "http://localhost:" + ports.of("order-service", 8081));
        environment.put("PAYMENT_SERVICE_URL", "http://localhost:" + ports.of("payment-service", 8082));
        environment.put("RANKING_SERVICE_URL", "http://localhost:" + ports.of("ranking-service", 8083));
        environment.put("CART_SERVICE_URL", "http://localhost:" + ports.of("cart-service", 8084));
        environment.put("DATAPLATFORM_SERVICE_URL", "http://localhost:" + ports.of("dataplatform-service", 8085));
        environment.put("BACKBONE_SCHEMAS_REGISTRY", url("schema-registry"));
        environment.put("BACKBONE_UNSAFE_ALLOW", UNSAFE);
        int management = ports.of(name + MANAGEMENT, ports.of(name, port) + 1000);
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        return program(name, ports.of(name, port), name, megabytes, management, READINESS, environment);
    }

    private Program program(
            String name,
            int port,
            String module,
            int megabytes,
            int healthPort,
            String health,
            Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        List<String> options = List.of(
                "-Xms32m",
                "-Xmx" + megabytes + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                layout.compilerOptions().word());
        return new ServiceProgram(
                name, port, healthPort, layout.module(module), layout.jar(name), options, environment, health);
    }

    private Map<String, String> issuer() {
        return Map.of(
                "ISSUER_URL",
                "http://localhost:" + ports.of("issuer", 9000),
                "ISSUER_KEY_FILE",
                layout.data("issuer-key.json").toString());
    }

    private Map<String, String> database(String name) {
        PostgresAddress address =
                new PostgresAddress("127.0.0.1", named("postgres").port());
        return Map.of(
                "SPRING_DATASOURCE_URL", address.jdbcUrl(name),
                "SPRING_DATASOURCE_USERNAME", name,
                "SPRING_DATASOURCE_PASSWORD", name);
    }

    private Map<String, String> redis() {
        return Map.of(
                "SPRING_DATA_REDIS_HOST",
                "127.0.0.1",
                "SPRING_DATA_REDIS_PORT",
                Integer.toString(named("redis").port()));
    }

    /** Tools drive the stack as one user: nothing that a person or a test does meets these limits. */
    private Map<String, String> gateway() {
        Map<String, String> environment = new HashMap<>(redis());
        environment.put("GATEWAY_PORTAL_ENABLED", "true");
        environment.put("GATEWAY_PORTAL_TOKEN_URL", url("issuer") + "/oauth2/token");
        environment.put("GATEWAY_PORTAL_CLIENT_ID", "demo");
        environment.put("GATEWAY_PORTAL_ANY_USER", "true");
        for (String budget : List.of("USER", "COUPON_ISSUE", "PAYMENTS")) {
            environment.put("GATEWAY_RATE_LIMIT_" + budget + "_QUOTA", "1000");
            environment.put("GATEWAY_RATE_LIMIT_" + budget + "_WINDOW", "1s");
        }
        return environment;
    }

    private Map<String, String> dataPlatform() {
        Map<String, String> environment = new HashMap<>(database("dataplatform"));
        environment.put("DATA_PLATFORM_URL", url("data-platform"));
        environment.put("DATA_PLATFORM_SECRET", LOCAL_PLATFORM_SECRET);
        return environment;
    }
}
