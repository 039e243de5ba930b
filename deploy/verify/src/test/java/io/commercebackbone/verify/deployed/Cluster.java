package io.commercebackbone.verify.deployed;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.KafkaRight;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.SecuredKafka;
import io.commercebackbone.local.SecuredPostgres;
import io.commercebackbone.local.SecuredRedis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The servers, as {@code deploy/k8s} has them: TLS, passwords, topics made beforehand, rights that were granted one by one. */
final class Cluster implements AutoCloseable {

    /** Exists, and nobody may write it. */
    static final String FOREIGN_TOPIC = "audit";

    private static final String ORDERS = "orders";
    private static final List<KafkaRight> RIGHTS = KafkaRight.of(Path.of("..", "kafka", "acls.csv"));

    private final SecuredKafka kafka;
    private final SecuredPostgres postgres;
    private final SecuredRedis redis;

    private Cluster(SecuredKafka kafka, SecuredPostgres postgres, SecuredRedis redis) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.redis = redis;
    }

    static Cluster start() {
        CompletableFuture<SecuredKafka> kafka = CompletableFuture.supplyAsync(() -> SecuredKafka.start(
                RIGHTS.stream().map(KafkaRight::service).distinct().toList()));
        CompletableFuture<SecuredPostgres> postgres =
                CompletableFuture.supplyAsync(() -> SecuredPostgres.start(ORDERS));
        SecuredRedis redis = SecuredRedis.start(Manifests.KUBERNETES.resolve("components/redis/redis.conf"));
        Cluster cluster = new Cluster(kafka.join(), postgres.join(), redis);
        cluster.makeTopics();
        return cluster;
    }

    private void makeTopics() {
        try (Admin admin = operator()) {
            admin.createTopics(Stream.concat(Topics.all().stream(), Stream.of(FOREIGN_TOPIC))
                            .map(it -> new NewTopic(it, Topics.PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            admin.createAcls(RIGHTS.stream()
                            .flatMap(it -> it.bindings().stream())
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** A client that may do everything. */
    Admin operator() {
        return Admin.create(Map.of("bootstrap.servers", kafka.operatorServers()));
    }

    /**
     * What a service has in its environment: all that the manifests set, at the places where it is here.
     *
     * @param host how PostgreSQL and Redis are called; their certificates are for {@code localhost}
     */
    Map<String, String> environment(String service, String host) {
        Map<String, String> places = Map.of(
                "https://issuer.example.com", LocalIssuer.shared().uri(),
                "orders-db-rw:5432", host + ":" + postgres.port(),
                "/etc/backbone/postgresql/ca.crt", postgres.authority().toString(),
                "backbone-kafka-bootstrap:9093", kafka.bootstrapServers(),
                "/etc/backbone/kafka/ca.crt", kafka.authority().toString(),
                "/etc/backbone/redis/ca.crt", redis.authority().toString());
        Map<String, String> environment = new HashMap<>();
        Manifests.settings(service).forEach((variable, value) -> {
            String here = value;
            for (Map.Entry<String, String> place : places.entrySet()) {
                here = here.replace(place.getKey(), place.getValue());
            }
            environment.put(variable, here);
        });
        environment.computeIfPresent("SPRING_DATA_REDIS_HOST", (variable, value) -> host);
        environment.computeIfPresent("SPRING_DATA_REDIS_PORT", (variable, value) -> Integer.toString(redis.port()));
        Map<String, String> secrets = Map.of(
                "orders-db-app/username",
                ORDERS,
                "orders-db-app/password",
                postgres.password(),
                "redis/password",
                redis.password(),
                service + "/sasl.jaas.config",
                kafka.login(service),
                service + "-issuer/client-secret",
                "not-asked-for-here");
        Manifests.secrets(service)
                .forEach((variable, secret) ->
                        environment.put(variable, Objects.requireNonNull(secrets.get(secret), secret)));
        // the tests' issuer; everything else is as it has to be
        environment.put("BACKBONE_UNSAFE_ALLOW", "http-issuer");
        return environment;
    }

    /** Order-service's database, as its owner comes in. */
    Connection orders(String sslMode) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s?sslmode=%s&sslrootcert=%s"
                        .formatted(postgres.port(), ORDERS, sslMode, postgres.authority()),
                ORDERS,
                postgres.password());
    }

    SecuredRedis redis() {
        return redis;
    }

    @Override
    public void close() {
        redis.close();
        postgres.close();
        kafka.close();
    }
}
