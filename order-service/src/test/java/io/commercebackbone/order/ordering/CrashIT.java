package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.ServiceProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Processes die under load, the service's and the broker's; the books are right all the same. */
class CrashIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int BUYERS = 4;

    @Test
    void killedInstancesLoseNoOrderAndNoEventAndInventNone() throws Exception {
        try (LocalKafka kafka = LocalKafka.start();
                ServiceProcess first = ServiceProcess.start("crash_service", kafka.bootstrapServers());
                ServiceProcess second = ServiceProcess.start("crash_service", kafka.bootstrapServers())) {
            awaitReady(kafka, first, second);
            UUID product = first.as(UUID.randomUUID(), "admin").newProduct("pen", 10, 1_000_000);
            Set<String> acknowledged;
            try (Load load = new Load(product, first, second)) {
                for (int kill = 0; kill < 2; kill++) {
                    load.awaitMoreOrders();
                    ServiceProcess victim = kill % 2 == 0 ? first : second;
                    victim.killAndRestart();
                    await().atMost(SOON).until(victim::ready);
                }
                load.awaitMoreOrders();
                acknowledged = load.acknowledged;
            }

            checkBooks("crash_service", kafka, acknowledged, product);
        }
    }

    @Test
    void ordersGoOnWhileTheBrokerIsDeadAndTheirEventsFollow() throws Exception {
        try (LocalKafka kafka = LocalKafka.start();
                ServiceProcess service = ServiceProcess.start("crash_broker", kafka.bootstrapServers())) {
            awaitReady(kafka, service);
            UUID product = service.as(UUID.randomUUID(), "admin").newProduct("pen", 10, 1_000_000);
            Set<String> acknowledged;
            try (Load load = new Load(product, service)) {
                load.awaitMoreOrders();
                kafka.kill();
                int before = load.acknowledged.size();
                load.awaitMoreOrders();
                load.awaitMoreOrders();
                assertThat(load.refused).isEmpty();
                assertThat(load.acknowledged).hasSizeGreaterThan(before);
                kafka.restart();
                acknowledged = load.acknowledged;
            }

            checkBooks("crash_broker", kafka, acknowledged, product);
        }
    }

    private static void awaitReady(LocalKafka kafka, ServiceProcess... services) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(SOON).until(() -> admin.listTopics().names().get().contains(Topics.ORDER_CREATED));
        }
        for (ServiceProcess service : services) {
            await().atMost(SOON).until(service::ready);
        }
    }

    private static void checkBooks(String database, LocalKafka kafka, Set<String> acknowledged, UUID product) {
        JdbcClient sql = JdbcClient.create(
                new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(database), database, database));
        try (OrderCreatedTopic topic = new OrderCreatedTopic(kafka.bootstrapServers())) {
            Set<String> stored = new HashSet<>(
                    sql.sql("select id::text from orders").query(String.class).list());
            assertThat(stored).isNotEmpty().containsAll(acknowledged);
            await().atMost(SOON).until(() -> topic.orders().size() >= stored.size());
            assertThat(topic.orders()).isEqualTo(stored);
            assertThat(sql.sql("select sum(delta) from stock_ledger where product_id = ?")
                            .param(product)
                            .query(Long.class)
                            .single())
                    .isEqualTo(1_000_000L - stored.size())
                    .isEqualTo(sql.sql("select stock from products where id = ?")
                            .param(product)
                            .query(Long.class)
                            .single());
        }
    }

    /** Buyers who order one unit after the other, wherever an instance answers. */
    private static final class Load implements AutoCloseable {

        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final ExecutorService buyers = Executors.newFixedThreadPool(BUYERS);

        Load(UUID product, ServiceProcess... services) {
            for (int i = 0; i < BUYERS; i++) {
                ServiceProcess service = services[i % services.length];
                Api api = service.as(UUID.randomUUID());
                buyers.execute(() -> {
                    while (running.get()) {
                        buy(service, api, product);
                    }
                });
            }
        }

        private void buy(ServiceProcess service, Api api, UUID product) {
            try {
                Answer answer = api.order(product, 1);
                if (answer.status() == 201) {
                    acknowledged.add(answer.body().path("id").asString());
                } else {
                    refused.add(answer.status());
                }
            } catch (UncheckedIOException e) {
                // the instance was killed: nobody knows whether the order was placed
                await().atMost(SOON).until(service::ready);
            }
        }

        void awaitMoreOrders() {
            int before = acknowledged.size();
            await().atMost(SOON).until(() -> acknowledged.size() >= before + 100);
        }

        @Override
        public void close() {
            running.set(false);
            buyers.close();
        }
    }
}
