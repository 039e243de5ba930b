package io.commercebackbone.verify.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalKafkaCluster;
import io.commercebackbone.verify.suite.Traffic;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Three brokers under load: each killed once, then two at a time. */
class BrokersTrial {

    private static final int USERS = 2;
    private static final int A_WHILE = 50;
    private static final String COPIES = "backbone.topics.replication-factor";
    private static final String ENOUGH = "backbone.topics.min-in-sync-replicas";

    @Test
    void withOneBrokerGoneEventsGoOnAndWithTwoGoneTheyWaitAndNoneIsLost() {
        try (LocalKafkaCluster kafka = LocalKafkaCluster.start(3);
                Balancer toOrders = Balancer.open()) {
            Surroundings around = Surroundings.of(kafka.bootstrapServers(), "brokers");
            Map<String, String> payment = around.paymentService(toOrders.url());
            payment.put(COPIES, "3");
            payment.put(ENOUGH, "2");
            try (Fleet payments = new Fleet("payment-service", payment)) {
                Map<String, String> order = around.orderService(payments.url());
                order.put(COPIES, "3");
                order.put(ENOUGH, "2");
                try (Fleet orders = new Fleet("order-service", order);
                        Front front = new Front(orders.url(), payments.url())) {
                    toOrders.add(orders.url());
                    payments.grow(1);
                    orders.grow(1);
                    run(kafka, around, front, around.product(orders.url()));
                }
            }
        }
    }

    private static void run(LocalKafkaCluster kafka, Surroundings around, Front front, UUID product) {
        try (Traffic traffic = Traffic.start(front.url(), product, USERS)) {
            traffic.awaitMore(A_WHILE);
            for (int broker = 0; broker < kafka.size(); broker++) {
                kafka.kill(broker);
                traffic.awaitMore(A_WHILE);
                sent(around);
                kafka.restart(broker);
            }
            kafka.kill(0);
            kafka.kill(1);
            traffic.awaitMore(2 * A_WHILE);
            assertThat(waiting(around, Long.MAX_VALUE)).isPositive();
            kafka.restart(0, 1);
            traffic.awaitMore(A_WHILE);
            traffic.stop();
            System.out.printf(
                    "BrokersTrial: %d orders paid, %d answers asked to try again%n", traffic.paid(), traffic.again());
            assertThat(traffic.failures()).isEmpty();
        }
        assertThat(around.findings()).isEmpty();
    }

    /** What has been stored before now gets acknowledged, by two brokers. */
    private static void sent(Surroundings around) {
        long last = Long.parseLong(around.orders().read("select max(id) from outbox"));
        await().atMost(Duration.ofMinutes(1)).until(() -> waiting(around, last) == 0);
    }

    /** How many events up to this one wait: the relay's saved snapshot does not see them. */
    private static long waiting(Surroundings around, long last) {
        return Long.parseLong(around.orders().read("""
            select count(*) from outbox, outbox_cursor
            where id <= ? and not pg_visible_in_snapshot(xid, snap)
            """, last));
    }
}
