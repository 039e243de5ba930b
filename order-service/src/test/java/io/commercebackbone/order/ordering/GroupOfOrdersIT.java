package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.group.GroupWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that are placed in one transaction do each other no harm. */
class GroupOfOrdersIT {

    private static final UUID CURSED = UUID.randomUUID();

    private static final RunningService service =
            RunningService.start("group_of_orders", "orders.lock-timeout=2s", "orders.retry-lock-timeout=50ms");

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void liftTheCurse() {
        service.sql().sql("drop trigger if exists cursed on orders").update();
    }

    @Test
    void anOrderThatFailsUnexpectedlyFailsAlone() throws Exception {
        curse();
        UUID product = service.admin().newProduct("pen", 1, 100);
        List<Answer> answers = placeTogether(
                product,
                IntStream.range(0, 10)
                        .mapToObj(i -> i == 4 ? CURSED : UUID.randomUUID())
                        .toList());

        for (int i = 0; i < 10; i++) {
            assertThat(answers.get(i).status()).isEqualTo(i == 4 ? 500 : 201);
        }
        Answer failed = answers.get(4);
        assertThat(failed.code()).isEqualTo("internal-error");
        assertThat(failed.response().body()).doesNotContain("cursed", "SQL", "io.commercebackbone");
        assertThat(service.count("select stock from products where id = ?", product))
                .isEqualTo(90);
        assertThat(service.count("select count(*) from order_lines where product_id = ?", product))
                .isEqualTo(10);
    }

    @Test
    void aRolledBackOrderLeavesNoEvent() {
        curse();
        UUID product = service.admin().newProduct("pen", 1, 100);
        long events = service.count("select count(*) from outbox");

        assertThat(service.as(CURSED).order(product, 1).status()).isEqualTo(500);

        assertThat(service.count("select count(*) from outbox")).isEqualTo(events);
        assertThat(service.count("select stock from products where id = ?", product))
                .isEqualTo(100);
        assertThat(service.count("select count(*) from stock_ledger where product_id = ?", product))
                .isEqualTo(1);
    }

    @Test
    void aLockThatSomebodyElseKeepsHoldsBackOnlyOrdersOfThatProduct() throws Exception {
        UUID locked = service.admin().newProduct("locked", 1, 10);
        UUID free = service.admin().newProduct("free", 1, 10);
        UUID gate = service.admin().newProduct("gate", 1, 10);
        try (HeldProduct held = new HeldProduct(service, locked);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first;
            Future<Answer> ofLocked;
            Future<Answer> ofFree;
            try (HeldProduct closed = new HeldProduct(service, gate)) {
                first = clients.submit(() -> service.as(UUID.randomUUID()).order(gate, 1));
                await().until(() -> waitingForLocks() == 1);
                ofLocked = clients.submit(() -> service.as(UUID.randomUUID()).order(locked, 1));
                ofFree = clients.submit(() -> service.as(UUID.randomUUID()).order(free, 1));
                await().until(() -> service.context()
                                .getBean("orderWriter", GroupWriter.class)
                                .depth()
                        == 2);
                closed.release();
            }

            assertThat(first.get().status()).isEqualTo(201);
            assertThat(ofFree.get().status()).isEqualTo(201);
            assertThat(ofLocked.get().status()).isEqualTo(503);
            assertThat(ofLocked.get().code()).isEqualTo("order-intake-busy");
            held.release();
        }
        assertThat(service.count("select stock from products where id = ?", locked))
                .isEqualTo(10);
    }

    @Test
    void anOrderWithoutEnoughStockDoesNotDisturbItsNeighbours() throws Exception {
        UUID product = service.admin().newProduct("pen", 1, 4);

        List<Answer> answers = placeTogether(
                product, IntStream.range(0, 6).mapToObj(i -> UUID.randomUUID()).toList());

        // the first of the four units went to the order that kept the writer waiting
        assertThat(answers.stream().map(Answer::status)).containsExactly(201, 201, 201, 409, 409, 409);
        assertThat(service.count("select stock from products where id = ?", product))
                .isZero();
    }

    @Test
    void aGroupOfFiftyTakesAsManyRoundTripsAsAnOrderAlone() {
        List<ProductId> products = IntStream.range(0, 8)
                .mapToObj(i -> new ProductId(service.admin().newProduct("pen " + i, 1, 1_000)))
                .toList();

        long alone = roundTripsFor(List.of(order(products.subList(0, 2))));
        long together = roundTripsFor(IntStream.range(0, 50)
                .mapToObj(i -> order(products.subList(i % 7, i % 7 + 2)))
                .toList());

        assertThat(together).isEqualTo(alone).isLessThanOrEqualTo(8);
    }

    /** Places orders of one unit each in this order and in one group, behind an order that keeps the writer waiting. */
    private static List<Answer> placeTogether(UUID product, List<UUID> users) throws Exception {
        List<Future<Answer>> orders = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            double before = groups();
            Future<Answer> first;
            try (HeldProduct held = new HeldProduct(service, product)) {
                first = clients.submit(() -> service.as(UUID.randomUUID()).order(product, 1));
                await().until(() -> waitingForLocks() == 1);
                for (UUID user : users) {
                    int queued = orders.size();
                    orders.add(clients.submit(() -> service.as(user).order(product, 1)));
                    await().pollInterval(Duration.ofMillis(2))
                            .until(() -> service.context()
                                            .getBean("orderWriter", GroupWriter.class)
                                            .depth()
                                    == queued + 1);
                }
                held.release();
            }
            assertThat(first.get().status()).isEqualTo(201);
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> order : orders) {
                answers.add(order.get());
            }
            assertThat(groups()).isEqualTo(before + 2);
            return answers;
        }
    }

    private static void curse() {
        service.sql().sql("""
                create or replace function curse() returns trigger language plpgsql as $$
                begin
                  if new.user_id = '%s' then
                    raise exception 'cursed' using errcode = 'check_violation';
                  end if;
                  return new;
                end $$""".formatted(CURSED)).update();
        service.sql()
                .sql("create trigger cursed before insert on orders for each row execute function curse()")
                .update();
    }

    private static PlaceOrder order(List<ProductId> products) {
        List<PlaceOrder.Line> lines = products.stream()
                .map(product -> new PlaceOrder.Line(product, 1))
                .toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new PlaceOrder(OrderId.next(), UUID.randomUUID(), lines, null, now, null);
    }

    /** What this thread asks the database for; the driver tells of each time it waits for an answer. */
    private static long roundTripsFor(List<PlaceOrder> orders) {
        Thread placing = Thread.currentThread();
        AtomicLong roundTrips = new AtomicLong();
        Logger driver = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
        driver.setLevel(Level.FINEST);
        driver.setFilter(line -> {
            if (Thread.currentThread() == placing && line.getMessage().contains("FE=> Sync")) {
                roundTrips.incrementAndGet();
            }
            return false;
        });
        try {
            assertThat(service.bean(Placement.class).place(orders, Duration.ofSeconds(1)))
                    .hasOnlyElementsOfType(PlaceOrderResult.Placed.class);
        } finally {
            driver.setFilter(null);
            driver.setLevel(null);
        }
        return roundTrips.get();
    }

    private static double groups() {
        return service.bean(MeterRegistry.class)
                .get("orders.batch.size")
                .summary()
                .count();
    }

    private static long waitingForLocks() {
        return service.count("""
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and datname = current_database()""");
    }
}
