package io.commercebackbone.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalPostgres;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whoever repeats a request under its key until it is answered has done it once, whenever the service was killed. */
class RepeatedAfterKillIT {

    private static final String DATABASE = "order_keys_killed";
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int CLIENTS = 6;

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger ordered = new AtomicInteger();
    private final AtomicInteger adjusted = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    @Test
    void everythingIsDoneOnce() throws Exception {
        try (ServiceProcess service = ServiceProcess.alone(DATABASE);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            UUID product = service.as(UUID.randomUUID(), "admin").newProduct("pen", 10, 1_000_000);
            for (int i = 0; i < CLIENTS; i++) {
                boolean buys = i % 2 == 0;
                clients.execute(() -> work(service, product, buys));
            }
            try {
                killInBetween(service);
            } finally {
                running.set(false);
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            assertThat(unanswered).as("requests cut off by a kill").hasPositiveValue();
            assertThat(count("select count(*) from orders")).isEqualTo(ordered.get());
            assertThat(count("select count(*) from stock_ledger where reason = 'counted'"))
                    .isEqualTo(adjusted.get());
            assertThat(count("select stock from products")).isEqualTo(1_000_000L - ordered.get() + adjusted.get());
        }
    }

    private void killInBetween(ServiceProcess service) {
        for (int kill = 0; kill < 3; kill++) {
            awaitMore();
            service.killAndRestart();
        }
        awaitMore();
    }

    private void work(ServiceProcess service, UUID product, boolean buys) {
        Api api = buys ? service.as(UUID.randomUUID()) : service.as(UUID.randomUUID(), "admin");
        String path = buys ? "/orders" : "/admin/products/" + product + "/stock-adjustments";
        String body = buys
                ? "{\"items\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product)
                : "{\"delta\": 1, \"reason\": \"counted\"}";
        while (running.get()) {
            String key = UUID.randomUUID().toString();
            await().pollDelay(Duration.ZERO).atMost(SOON).until(() -> isDone(service, api, path, body, key));
            (buys ? ordered : adjusted).incrementAndGet();
        }
    }

    private boolean isDone(ServiceProcess service, Api api, String path, String body, String key) {
        try {
            Answer answer = api.post(path, body, key);
            return answer.status() == 201;
        } catch (UncheckedIOException e) {
            unanswered.incrementAndGet();
            await().atMost(SOON).until(service::ready);
            return false;
        }
    }

    private void awaitMore() {
        int orders = ordered.get();
        int adjustments = adjusted.get();
        await().atMost(SOON).until(() -> ordered.get() > orders + 20 && adjusted.get() > adjustments + 20);
    }

    private static long count(String query) {
        return JdbcClient.create(
                        new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(DATABASE), DATABASE, DATABASE))
                .sql(query)
                .query(Long.class)
                .single();
    }
}
