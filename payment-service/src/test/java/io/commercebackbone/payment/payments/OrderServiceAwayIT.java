package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While order-service is away a payment is refused and nothing has moved; when it is back, all goes on by itself. */
class OrderServiceAwayIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start(
            "order_service_away",
            orders,
            "backbone.calls.order-service.retry-after=7s",
            "backbone.calls.order-service.max-concurrent=1",
            "payments.lock-timeout=60s",
            "backbone.calls.order-service.breaker.open-for=300ms");

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @AfterEach
    void booksBalance() {
        Books.balance(service.sql());
    }

    @Test
    void nothingMovesAndTheClientIsAskedToComeBack() {
        user.charge(100);
        UUID order = orders.newOrder(userId, 10);
        orders.goAway();

        Answer refused = user.pay(order, "k");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("service-unavailable");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo("7");
        assertThat(user.balance()).isEqualByComparingTo("100");
        assertThat(user.get("/payments?orderId=" + order).body().path("items").size())
                .isZero();
        orders.comeBack();
        awaitPaid(order);
    }

    @Test
    void theBreakerOpensAndClosesAgain() {
        user.charge(100);
        UUID order = orders.newOrder(userId, 10);
        orders.answerAlways(500, "");
        for (int i = 0; i < 20; i++) {
            assertThat(user.pay(order, "k").status()).isEqualTo(503);
        }

        assertThat(orders.calls(order, "payment-attempts")).hasSizeLessThan(20);
        assertThat(breaker("open")).endsWith(" 1.0");

        orders.answerAsAgreed();
        awaitPaid(order);
        assertThat(user.balance()).isEqualByComparingTo("90");
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        for (int i = 0; i < 30; i++) {
            assertThat(user.pay(UUID.randomUUID()).status()).isEqualTo(404);
        }
        UUID order = orders.newOrder(userId, 0);

        assertThat(user.pay(order).status()).isEqualTo(201);
    }

    @Test
    void whatIsPaidIsToldAlsoWhenAllPlacesForAskingAreTaken() throws Exception {
        user.charge(100);
        UUID paid = orders.newOrder(userId, 10);
        UUID other = orders.newOrder(userId, 10);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = service.database().getConnection()) {
            holder.setAutoCommit(false);
            lockBalance(holder);
            Future<Answer> paying = clients.submit(() -> user.pay(paid));
            await().until(() -> service.count(
                            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                    == 1);
            orders.holdBegins();
            Future<Answer> asking = clients.submit(() -> user.pay(other));
            await().until(() -> !orders.calls(other, "payment-attempts").isEmpty());

            holder.rollback();

            assertThat(paying.get().status()).isEqualTo(201);
            assertThat(orders.statusOf(paid)).isEqualTo("PAID");
            orders.answerAsAgreed();
            assertThat(asking.get().status()).isEqualTo(201);
        }
    }

    private void lockBalance(Connection holder) throws SQLException {
        try (PreparedStatement lock = holder.prepareStatement("select from balances where user_id = ? for update")) {
            lock.setObject(1, userId);
            lock.execute();
        }
    }

    private void awaitPaid(UUID order) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(user.pay(order, "k").status()).isEqualTo(201));
    }

    private static String breaker(String state) {
        return service.anonymous()
                .get("/actuator/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("resilience4j_circuitbreaker_state{"))
                .filter(line -> line.contains("order-service") && line.contains("state=\"" + state + "\""))
                .findFirst()
                .orElseThrow();
    }
}
