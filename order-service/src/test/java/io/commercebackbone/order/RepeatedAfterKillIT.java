package io.commercebackbone.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalPostgres;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
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
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    @Test
    void everythingIsDoneOnce() throws Exception {
        try (ServiceProcess service = ServiceProcess.alone(DATABASE);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> work(service));
            }
            try {
                killInBetween(service);
            } finally {
                running.set(false);
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            long once = rounds.get();
            assertThat(unanswered).as("requests cut off by a kill").hasPositiveValue();
            assertThat(count("select count(*) from products")).isEqualTo(once);
            assertThat(count("select count(*) from stock_ledger where reason = 'counted'"))
                    .isEqualTo(once);
            assertThat(count("select count(*) from campaigns")).isEqualTo(once);
            assertThat(count("select count(*) from coupons")).isEqualTo(once);
            assertThat(count("select sum(issued_quantity) from campaigns")).isEqualTo(once);
            assertThat(count("select count(*) from orders where status = 'PENDING'"))
                    .isEqualTo(once);
            assertThat(count("select count(*) from orders where status = 'CANCELLED'"))
                    .isEqualTo(once);
            assertThat(count("select sum(stock) from products")).isEqualTo(once * (100 + 7 - 1));
        }
    }

    private void killInBetween(ServiceProcess service) {
        for (int kill = 0; kill < 3; kill++) {
            awaitMore();
            service.killAndRestart();
        }
        awaitMore();
    }

    private void work(ServiceProcess service) {
        Api admin = service.as(UUID.randomUUID(), "admin");
        Api user = service.as(UUID.randomUUID());
        while (running.get()) {
            everything(service, admin, user);
            rounds.incrementAndGet();
        }
    }

    /** Whatever can be posted, once each, but a second order to be cancelled. */
    private void everything(ServiceProcess service, Api admin, Api user) {
        String product = posted(service, admin, "/admin/products", 201, """
            {"name": "pen", "price": 10, "stock": 100}\
            """);
        posted(service, admin, "/admin/products/" + product + "/stock-adjustments", 201, """
            {"delta": 7, "reason": "counted"}\
            """);
        String campaign = posted(service, admin, "/admin/coupons", 201, """
            {"name": "spring", "discountType": "FIXED", "discountValue": 1, "totalQuantity": 2,
             "validFrom": "2020-01-01T00:00:00Z", "validUntil": "2100-01-01T00:00:00Z"}\
            """);
        posted(service, user, "/coupons/" + campaign + "/issue", 201, "");
        String order = """
            {"items": [{"productId": "%s", "quantity": 1}]}\
            """.formatted(product);
        posted(service, user, "/orders", 201, order);
        posted(service, user, "/orders/" + posted(service, user, "/orders", 201, order) + "/cancel", 200, "");
    }

    /** Repeats it under its key until it is answered; the id of what was made. */
    private String posted(ServiceProcess service, Api api, String path, int expected, String body) {
        String key = UUID.randomUUID().toString();
        return await().pollDelay(Duration.ZERO)
                .atMost(SOON)
                .until(
                        () -> answered(service, api, path, body, key),
                        answer -> answer.filter(it -> it.status() == expected).isPresent())
                .orElseThrow()
                .text("id");
    }

    private Optional<Answer> answered(ServiceProcess service, Api api, String path, String body, String key) {
        try {
            return Optional.of(api.post(path, body, key));
        } catch (UncheckedIOException e) {
            unanswered.incrementAndGet();
            await().atMost(SOON).until(service::ready);
            return Optional.empty();
        }
    }

    private void awaitMore() {
        int before = rounds.get();
        await().atMost(SOON).until(() -> rounds.get() > before + 10);
    }

    private static long count(String query) {
        return JdbcClient.create(
                        new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(DATABASE), DATABASE, DATABASE))
                .sql(query)
                .query(Long.class)
                .single();
    }
}
