package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.catalogue.ProductId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two instances on one database, as in production. */
class ConcurrentOrdersIT {

    private static final String LEDGER_DIFFERS = """
            select count(*) from products p
             where p.stock <> (select coalesce(sum(delta), 0) from stock_ledger l where l.product_id = p.id)
                or p.ledger_entries <> (select count(*) from stock_ledger l where l.product_id = p.id)
                or p.stock <> (select stock_after from stock_ledger l
                                where l.product_id = p.id and l.number = p.ledger_entries)""";

    private static final RunningService one = RunningService.start("concurrent_orders");
    private static final RunningService other = RunningService.start("concurrent_orders");

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void twoHundredBuyersOfFiftyUnitsGetFifty() throws Exception {
        UUID product = one.admin().newProduct("last ones", 1_000, 50);
        List<Api> buyers = IntStream.range(0, 200)
                .mapToObj(i -> (i % 2 == 0 ? one : other).as(UUID.randomUUID()))
                .toList();

        List<Answer> answers = together(buyers.stream()
                .map(buyer -> call(() -> buyer.order(product, 1)))
                .toList());

        assertThat(answers.stream().map(Answer::status).collect(counted())).isEqualTo(Map.of(201, 50L, 409, 150L));
        assertThat(one.count("select stock from products where id = ?", product))
                .isZero();
        assertThat(one.count("select count(*) from order_lines where product_id = ?", product))
                .isEqualTo(50);
        assertThat(one.count("""
                select count(distinct key) from outbox
                 where key in (select order_id::text from order_lines where product_id = ?)""", product)).isEqualTo(50);
    }

    @Test
    void twoThousandOrdersOverOverlappingProductsNeitherDeadlockNorLoseAUnit() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ConcurrentOrdersIT seed " + seed);
        Random random = new Random(seed);
        List<ProductId> products = IntStream.range(0, 12)
                .mapToObj(i -> new ProductId(one.admin().newProduct("shared " + i, 10 + i, 700)))
                .toList();
        List<Callable<PlaceOrderResult>> orders = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            PlaceOrder order = randomOrder(products, random);
            Orders instance = (i % 2 == 0 ? one : other).bean(Orders.class);
            orders.add(call(() -> instance.place(order)));
        }
        long deadlocks = deadlocks();

        List<PlaceOrderResult> results = together(orders);

        Map<Class<?>, Long> outcomes =
                results.stream().collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
        System.out.println("ConcurrentOrdersIT outcomes " + outcomes);
        assertThat(outcomes.keySet())
                .containsExactlyInAnyOrder(PlaceOrderResult.Placed.class, PlaceOrderResult.InsufficientStock.class);
        assertThat(deadlocks()).isEqualTo(deadlocks);
        assertThat(one.count(LEDGER_DIFFERS)).isZero();
        List<UUID> placed = results.stream()
                .filter(PlaceOrderResult.Placed.class::isInstance)
                .map(result -> ((PlaceOrderResult.Placed) result).order().id().value())
                .toList();
        assertThat(one.sql()
                        .sql("""
                select o.id from orders o join outbox e on e.key = o.id::text
                 where exists (select 1 from order_lines l where l.order_id = o.id and l.product_id in (:products))""")
                        .param(
                                "products",
                                products.stream().map(ProductId::value).toList())
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(placed);
        assertThat(one.count("select sum(-delta) from stock_ledger where reason = 'ORDERED' and product_id in "
                        + "(select id from products where name like 'shared%')"))
                .isEqualTo(one.count("select sum(quantity) from order_lines where product_id in "
                        + "(select id from products where name like 'shared%')"));
    }

    private static PlaceOrder randomOrder(List<ProductId> products, Random random) {
        List<ProductId> some = new ArrayList<>(products);
        Collections.shuffle(some, random);
        List<PlaceOrder.Line> lines = some.subList(0, 1 + random.nextInt(6)).stream()
                .map(product -> new PlaceOrder.Line(product, 1 + random.nextInt(3)))
                .toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new PlaceOrder(OrderId.next(), UUID.randomUUID(), lines, null, now, null);
    }

    private static long deadlocks() {
        return one.count("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private static <T> Callable<T> call(Callable<T> callable) {
        return callable;
    }

    private static <T> java.util.stream.Collector<T, ?, Map<T, Long>> counted() {
        return Collectors.groupingBy(Function.identity(), Collectors.counting());
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
