package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.ServiceProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service is killed in the middle of payments; money is conserved and every payment has its event all the same. */
class CrashIT {

    private static final String DATABASE = "payment_crash";
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int PAYERS = 4;

    @Test
    void killedInstancesLoseNoMoneyAndNoEventAndInventNone() throws Exception {
        SharedBroker broker = SharedBroker.with(
                List.of(Topics.PAYMENT_COMPLETED, Topics.PAYMENT_FAILED, Topics.SHIPPING_STARTED), Topics.PARTITIONS);
        try (PlayedOrderService orders = PlayedOrderService.start();
                ServiceProcess service = ServiceProcess.start(DATABASE, broker.bootstrapServers(), orders)) {
            await().atMost(SOON).until(service::ready);
            Set<String> acknowledged;
            AtomicInteger charged;
            try (Load load = new Load(service, orders)) {
                for (int kill = 0; kill < 2; kill++) {
                    load.awaitMorePayments();
                    service.killAndRestart();
                    await().atMost(SOON).until(service::ready);
                }
                load.awaitMorePayments();
                acknowledged = load.acknowledged;
                charged = load.charged;
            }

            checkBooks(broker, acknowledged, charged.get());
        }
    }

    private static void checkBooks(SharedBroker broker, Set<String> acknowledged, int charged) {
        JdbcClient sql = JdbcClient.create(
                new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(DATABASE), DATABASE, DATABASE));
        Books.balance(sql);
        assertThat(sql.sql("select count(*) from shipments where status = 'DELIVERED'")
                        .query(Long.class)
                        .single())
                .isEqualTo(acknowledged.size());
        assertThat(sql.sql("select count(*) from outbox where topic = 'shipping-started'")
                        .query(Long.class)
                        .single())
                .isEqualTo(acknowledged.size());
        Set<String> completed = new HashSet<>(sql.sql("select order_id::text from payments where status = 'COMPLETED'")
                .query(String.class)
                .list());
        assertThat(completed).isNotEmpty().containsAll(acknowledged);
        assertThat(sql.sql("select sum(balance) from balances")
                        .query(Long.class)
                        .single())
                .isEqualTo(PAYERS * 1_000_000L + charged - completed.size() * 10L);
        await().atMost(SOON).untilAsserted(() -> assertThat(keys(broker)).containsAll(completed));
        // of this database, whatever else the shared broker holds
        Set<String> published = keys(broker);
        published.retainAll(new HashSet<>(
                sql.sql("select key from outbox").query(String.class).list()));
        assertThat(published).isEqualTo(completed);
    }

    private static Set<String> keys(SharedBroker broker) {
        Set<String> keys = new HashSet<>();
        broker.read(Topics.PAYMENT_COMPLETED).forEach(record -> keys.add(record.key()));
        return keys;
    }

    /**
     * Users who charge a little, pay one order after the other and have it delivered, and try again under the same key
     * whatever happens.
     */
    private static final class Load implements AutoCloseable {

        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final AtomicInteger charged = new AtomicInteger();
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final ExecutorService payers = Executors.newFixedThreadPool(PAYERS);

        Load(ServiceProcess service, PlayedOrderService orders) {
            for (int i = 0; i < PAYERS; i++) {
                UUID user = UUID.randomUUID();
                Api api = service.as(user);
                Api warehouse = service.as(UUID.randomUUID(), "admin");
                api.charge(1_000_000);
                payers.execute(() -> {
                    while (running.get()) {
                        posted(service, api, "/balances/me/charges", 201, "{\"amount\": 1}");
                        charged.incrementAndGet();
                        UUID order = orders.newOrder(user, 10);
                        Answer paid = posted(service, api, "/payments", 201, "{\"orderId\": \"%s\"}".formatted(order));
                        acknowledged.add(order.toString());
                        String shipment = "/admin/shipments/" + paid.text("shipmentId");
                        posted(service, warehouse, shipment + "/start", 200, "{\"trackingNumber\": \"T1\"}");
                        posted(service, warehouse, shipment + "/deliver", 200, "");
                    }
                });
            }
        }

        private static Answer posted(ServiceProcess service, Api api, String path, int expected, String body) {
            String key = UUID.randomUUID().toString();
            return await().pollDelay(Duration.ZERO)
                    .atMost(SOON)
                    .until(
                            () -> answered(service, () -> api.post(path, body, key)),
                            answer ->
                                    answer.filter(it -> it.status() == expected).isPresent())
                    .orElseThrow();
        }

        private static Optional<Answer> answered(ServiceProcess service, Supplier<Answer> call) {
            try {
                return Optional.of(call.get());
            } catch (UncheckedIOException e) {
                // it was killed: nobody knows whether it was done
                await().atMost(SOON).until(service::ready);
                return Optional.empty();
            }
        }

        void awaitMorePayments() {
            int before = acknowledged.size();
            await().atMost(SOON).until(() -> acknowledged.size() >= before + 50);
        }

        @Override
        public void close() {
            running.set(false);
            payers.close();
        }
    }
}
