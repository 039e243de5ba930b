package io.commercebackbone.verify.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.AtOnce;
import io.commercebackbone.local.RedisAddress;
import io.commercebackbone.local.ServiceApi;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The settings of {@code deploy/k8s}, tried on servers that are secured as there. */
class DeployedIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BY_NAME = "localhost";
    private static final String BY_ADDRESS = "127.0.0.1";

    @TempDir
    private static Path logs;

    private static Cluster cluster;
    private static DeployedService orders;
    private static DeployedService ranking;
    private static DeployedService gateway;

    @BeforeAll
    static void start() {
        cluster = Cluster.start();
        orders = service("order-service", BY_NAME, "readiness");
        ranking = service("ranking-service", BY_NAME, "readiness");
        gateway = gateway(BY_NAME);
        AtOnce.run(Stream.of(orders, ranking, gateway).map(it -> it::start));
    }

    @AfterAll
    static void stop() {
        Stream.of(gateway, ranking, orders).forEach(DeployedService::close);
        cluster.close();
    }

    @Test
    void anOrderIsCountedAtTheGatewayStoredSentAndRanked() {
        String product = newProduct();

        Answer answer = order(product);

        assertThat(answer.header("RateLimit")).startsWith("\"user\";r=");
        await().atMost(SOON).untilAsserted(() -> assertThat(ranked()).contains(product));
    }

    @Test
    void aTopicThatIsNotAServicesOwnRefusesIt() throws Exception {
        order(newProduct());
        try (Connection connection = cluster.orders("verify-full");
                Statement statement = connection.createStatement()) {
            statement.execute("insert into outbox (event_id, topic, key, payload, headers)"
                    + " select gen_random_uuid(), '" + Cluster.FOREIGN_TOPIC + "', 'stray', payload, headers"
                    + " from outbox order by id limit 1");
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(parked()).anySatisfy(it -> {
                    assertThat(it.path("topic").asString()).isEqualTo(Cluster.FOREIGN_TOPIC);
                    assertThat(it.path("error").asString()).contains("uthoriz");
                }));
        assertThat(recordsIn(Cluster.FOREIGN_TOPIC)).isZero();
        String product = newProduct();
        order(product);
        await().atMost(SOON).untilAsserted(() -> assertThat(ranked()).contains(product));
    }

    @Test
    void aServerWithACertificateOfAnotherNameIsNotSpokenTo() {
        try (DeployedService carts = service("cart-service", BY_ADDRESS, "liveness");
                DeployedService others = service("order-service", BY_ADDRESS, "liveness")) {
            assertThatThrownBy(others::start)
                    .hasMessageContaining("order-service does not")
                    .hasMessageContaining("hostname");
            carts.start();
            assertThat(carts.ready()).isFalse();
            assertThat(carts.as(UUID.randomUUID()).get("/carts/me").status()).isEqualTo(503);
        }
    }

    @Test
    void aRedisWithACertificateOfAnotherNameIsNotToldWhoCalls() {
        try (DeployedService another = gateway(BY_ADDRESS)) {
            another.start();

            ServiceApi user = another.as(UUID.randomUUID());
            assertThat(Stream.generate(() -> user.get("/rankings?window=today")).limit(10))
                    .allSatisfy(it ->
                            assertThat(it.require(200).header("RateLimit")).isEmpty());
        }
    }

    @Test
    void noServerTakesAPlainConnection() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> cluster.orders("disable").close())
                .withMessageContaining("pg_hba.conf");
        assertThat(new RedisAddress(BY_ADDRESS, cluster.redis().port()).answers())
                .isFalse();
    }

    private static DeployedService service(String name, String host, String started) {
        return new DeployedService(name, cluster.environment(name, host), started, logs);
    }

    private static DeployedService gateway(String redisHost) {
        Map<String, String> routes = new HashMap<>(cluster.environment("gateway", redisHost));
        routes.put("ORDER_SERVICE_URL", orders.url());
        routes.put("RANKING_SERVICE_URL", ranking.url());
        // a call that Redis does not count in time is let through, and a busy machine's Redis takes its time
        routes.put("SPRING_DATA_REDIS_TIMEOUT", "20s");
        return new DeployedService("gateway", routes, "readiness", logs);
    }

    private static String newProduct() {
        return gateway.as(UUID.randomUUID(), "admin")
                .post("/admin/products", "{\"name\": \"Kettle\", \"price\": 1000, \"stock\": 10}")
                .require(201)
                .text("id");
    }

    private static Answer order(String product) {
        return gateway.as(UUID.randomUUID())
                .post("/orders", "{\"items\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product))
                .require(201);
    }

    private static Stream<String> ranked() {
        return gateway
                .as(UUID.randomUUID())
                .get("/rankings?window=today")
                .require(200)
                .body()
                .path("items")
                .values()
                .stream()
                .map(it -> it.path("productId").asString());
    }

    private static Iterable<JsonNode> parked() {
        return gateway.as(UUID.randomUUID(), "admin")
                .get("/admin/order-service/outbox/parked")
                .require(200)
                .body()
                .path("items")
                .values();
    }

    private static long recordsIn(String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < 3; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        try (Admin admin = cluster.operator()) {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(it -> it.offset())
                    .sum();
        }
    }
}
