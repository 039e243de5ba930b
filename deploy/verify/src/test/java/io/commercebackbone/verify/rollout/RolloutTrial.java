package io.commercebackbone.verify.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.verify.suite.Traffic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two instances of each service behind the gateway, under load: all replaced one by one, consumers added and taken away. */
class RolloutTrial {

    private static final int USERS = 4;
    private static final int A_WHILE = 100;

    private final SharedBroker broker = SharedBroker.with(Topics.all(), Topics.PARTITIONS);
    private final Surroundings around = Surroundings.of(broker.bootstrapServers(), "rollout");

    @Test
    void nothingFailsAndNothingIsLostOrDoubledWhileInstancesAreReplaced() {
        Map<String, String> redis = Map.of(
                "spring.data.redis.host",
                "localhost",
                "spring.data.redis.port",
                Integer.toString(LocalRedis.shared().port()));
        Balancer toOrders = Balancer.open();
        try (Fleet payments = new Fleet("payment-service", around.paymentService(toOrders.url()));
                Fleet orders = new Fleet("order-service", around.orderService(payments.url()));
                Fleet ranking =
                        new Fleet("ranking-service", with(redis, "spring.kafka.bootstrap-servers", around.kafka()));
                Fleet gateway = new Fleet("gateway", gateway(redis, orders, payments, ranking))) {
            toOrders.add(orders.url());
            payments.grow(2);
            orders.grow(2);
            ranking.grow(2);
            gateway.grow(2);
            UUID product = around.product(gateway.url());
            try (Traffic traffic = Traffic.start(gateway.url(), product, USERS)) {
                traffic.awaitMore(A_WHILE);
                for (Fleet each : new Fleet[] {orders, payments, gateway}) {
                    each.roll();
                    traffic.awaitMore(A_WHILE);
                }
                ranking.grow(1);
                traffic.awaitMore(A_WHILE);
                ranking.shrink();
                ranking.shrink();
                traffic.awaitMore(A_WHILE);
                ranking.roll();
                traffic.stop();
                System.out.printf(
                        "RolloutTrial: %d orders paid, %d answers asked to try again%n",
                        traffic.paid(), traffic.again());
                assertThat(traffic.failures()).isEmpty();
            }
            broker.awaitDrained("ranking-service", Topics.ORDER_CREATED);
            assertThat(around.findings()).isEmpty();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(score(gateway.url(), product)).isEqualTo(around.sold(product)));
        }
    }

    private static int score(String gateway, UUID product) {
        return new ServiceApi(gateway, LocalIssuer.shared().token(UUID.randomUUID()))
                .get("/rankings/products/" + product + "?window=today")
                .require(200)
                .body()
                .path("score")
                .asInt();
    }

    private static Map<String, String> gateway(Map<String, String> redis, Fleet orders, Fleet payments, Fleet ranking) {
        Map<String, String> settings = with(redis, "backbone.unsafe.allow", "http-issuer,plain-redis,public-actuator");
        settings.put("gateway.rate-limit.enabled", "false");
        settings.put("gateway.upstreams.order-service", orders.url());
        settings.put("gateway.upstreams.payment-service", payments.url());
        settings.put("gateway.upstreams.ranking-service", ranking.url());
        return settings;
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }
}
