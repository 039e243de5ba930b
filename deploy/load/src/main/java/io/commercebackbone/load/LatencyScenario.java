package io.commercebackbone.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** From an order's answer, which follows its commit, until the ranking shows it, while orders come at a steady rate. */
final class LatencyScenario {

    private static final int ORDERS_PER_SECOND = 300;
    private static final int PROBES_PER_SECOND = 10;
    private static final int CLIENTS = 10;

    private final Stack stack;
    private final Shop shop;
    private final Settings settings;
    private final Report report;

    LatencyScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        int seconds = settings.warmUp() + settings.seconds() * 2;
        List<UUID> products = shop.products(100);
        List<UUID> probes = shop.products(seconds * PROBES_PER_SECOND);
        List<String> tokens = shop.tokens(CLIENTS + 1);
        int orders = stack.entry("order-service").port();
        int ranking = stack.entry("ranking-service").port();
        report.progress("latency: " + ORDERS_PER_SECOND + " orders/s for " + seconds + " s");
        Latencies visible = new Latencies();
        List<Future<?>> buyers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
            long begin = System.nanoTime() + settings.warmUp() * 1_000_000_000L;
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            for (int i = 0; i < CLIENTS; i++) {
                Load.Client buyer = shop.buyers(orders, tokens, products).open(i);
                buyers.add(threads.submit(() -> {
                    Load.paced((ORDERS_PER_SECOND - PROBES_PER_SECOND) / (double) CLIENTS, end, buyer::call);
                    buyer.close();
                    return null;
                }));
            }
            try (Connection order = new Connection(orders);
                    Connection rank = new Connection(ranking)) {
                var next = probes.iterator();
                Load.paced(
                        PROBES_PER_SECOND,
                        end,
                        () -> next.hasNext() && probe(order, rank, tokens.getLast(), next.next(), begin, visible));
            }
            for (Future<?> each : buyers) {
                each.get();
            }
        }
        report.row(
                "commit to ranking visible, %d orders/s, %d probes".formatted(ORDERS_PER_SECOND, visible.count()),
                "",
                "",
                Figure.of(visible.millis(0.5)).show(1),
                Figure.of(visible.millis(0.99)).show(1),
                "");
    }

    /** Orders a product that nobody ordered before and looks until it ranks; what is over before {@code begin} is not counted. */
    private static boolean probe(
            Connection order, Connection rank, String token, UUID product, long begin, Latencies visible)
            throws IOException {
        if (order.send(Shop.order(token, product)).status() != 201) {
            throw new IllegalStateException("an order was refused");
        }
        long committed = System.nanoTime();
        byte[] look = Connection.request("GET", "/rankings/products/" + product + "?window=today", token, "");
        while (!rank.send(look).body().contains("\"score\":1")) {
            LockSupport.parkNanos(500_000);
        }
        if (committed >= begin) {
            visible.add(System.nanoTime() - committed);
        }
        return true;
    }
}
