package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.group.GroupWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

/** What clients get when orders come faster than they can be placed, or the database does not answer. */
class OrderIntakeIT {

    private static final RunningService service = RunningService.start(
            "order_intake",
            "orders.queue-capacity=2",
            "orders.max-batch=1",
            "orders.lock-timeout=20s",
            "orders.answer-timeout=3s");

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Api user = service.as(UUID.randomUUID());
    private UUID product;

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void newProduct() {
        product = service.admin().newProduct("pen", 1, 100);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aFullQueueAnswersAtOnceAndWhatIsQueuedIsPlaced() throws Exception {
        List<Future<Answer>> queued = new ArrayList<>();
        try (HeldProduct held = new HeldProduct(service, product)) {
            queued.add(orderThatTheWriterTakes());
            queued.add(clients.submit(() -> user.order(product, 1)));
            queued.add(clients.submit(() -> user.order(product, 1)));
            await().until(() -> depth() == 2);

            long start = System.nanoTime();
            Answer refused = user.order(product, 1);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("order-intake-busy");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(service.bean(MeterRegistry.class)
                            .get("orders.intake.rejected")
                            .counter()
                            .count())
                    .isPositive();
            held.release();
        }
        for (Future<Answer> each : queued) {
            assertThat(each.get().status()).isEqualTo(201);
        }
        assertThat(stock()).isEqualTo(97);
    }

    @Test
    void anOrderThatIsNotTakenInTimeIsNotPlacedLater() throws Exception {
        Future<Answer> taken;
        try (HeldProduct held = new HeldProduct(service, product)) {
            taken = orderThatTheWriterTakes();
            Answer waiting = user.order(product, 10);

            assertThat(waiting.status()).isEqualTo(503);
            assertThat(waiting.code()).isEqualTo("order-intake-busy");
            assertThat(taken.get().status()).isEqualTo(503);
            assertThat(taken.get().code()).isEqualTo("order-unconfirmed");
            assertThat(taken.get().header("Retry-After")).isEmpty();
            held.release();
        }
        await().until(() -> stock() == 99);
        assertThat(user.order(product, 1).status()).isEqualTo(201);
        assertThat(stock()).isEqualTo(98);
    }

    @Test
    void aBrokenConnectionIsNoSuccessAndTheNextOrderGoesOn() throws Exception {
        try (HeldProduct held = new HeldProduct(service, product)) {
            Future<Answer> order = orderThatTheWriterTakes();
            service.sql().sql("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where wait_event_type = 'Lock' and datname = current_database()""").query(Boolean.class).list();

            assertThat(order.get().status()).isEqualTo(503);
            assertThat(order.get().code()).isEqualTo("order-unconfirmed");
            held.release();
        }
        assertThat(stock()).isEqualTo(100);
        assertThat(user.order(product, 1).status()).isEqualTo(201);
        assertThat(stock()).isEqualTo(99);
    }

    @Test
    void stoppingPlacesWhatIsQueuedFirst() throws Exception {
        RunningService stopping = RunningService.start("order_intake", "orders.lock-timeout=20s");
        Api client = stopping.as(UUID.randomUUID());
        List<Future<Answer>> orders = new ArrayList<>();
        Future<?> stop;
        try (HeldProduct held = new HeldProduct(service, product)) {
            orders.add(clients.submit(() -> client.order(product, 1)));
            await().until(() -> waitingForLocks() == 1);
            for (int i = 0; i < 4; i++) {
                orders.add(clients.submit(() -> client.order(product, 1)));
            }
            await().until(() -> depth(stopping) == 4);
            stop = clients.submit(stopping::close);
            await().until(() -> isStopping(stopping));
            held.release();
        }
        for (Future<Answer> order : orders) {
            assertThat(order.get().status()).isEqualTo(201);
        }
        stop.get();
        assertThat(stock()).isEqualTo(95);
    }

    private Future<Answer> orderThatTheWriterTakes() {
        Future<Answer> order = clients.submit(() -> user.order(product, 1));
        await().until(() -> waitingForLocks() == 1);
        return order;
    }

    private static long waitingForLocks() {
        return service.count("""
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and datname = current_database()""");
    }

    /** It takes no connection any more while it still works on what it has. */
    private static boolean isStopping(RunningService stopping) {
        return stopping.bean(ApplicationAvailability.class).getReadinessState() == ReadinessState.REFUSING_TRAFFIC;
    }

    private static int depth() {
        return depth(service);
    }

    private static int depth(RunningService instance) {
        return instance.context().getBean("orderWriter", GroupWriter.class).depth();
    }

    private long stock() {
        return service.count("select stock from products where id = ?", product);
    }
}
