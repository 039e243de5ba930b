package io.commercebackbone.load;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders over HTTP, next to what the database alone can do, limit and ours in turn. */
final class OrdersScenario {

    private static final int CLIENTS = 32;
    private static final int PRODUCTS = 1_000;
    private static final List<String> CONSUMERS = List.of("ranking-service", "cart-service");

    private final Stack stack;
    private final Shop shop;
    private final Settings settings;
    private final Report report;

    OrdersScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        report.progress("making " + PRODUCTS + " products and " + CLIENTS + " users");
        List<UUID> products = shop.products(PRODUCTS);
        List<UUID> hot = products.subList(0, 1);
        List<UUID> others = products.subList(1, PRODUCTS);
        List<String> tokens = shop.tokens(CLIENTS);
        JdbcLimit limit = JdbcLimit.prepare(stack.database("orders"), products);
        JdbcLimit hotLimit = limit.only(hot);
        int direct = stack.entry("order-service").port();
        int gateway = stack.entry("gateway").port();
        Load.Clients buyers = shop.buyers(direct, tokens, products);

        report.progress("stopping the consumers, which are services of their own");
        CONSUMERS.forEach(stack::stop);
        try {
            Series statement = series("limit: one statement per order, 1,000 products", limit::oneStatement);
            Series ours = series("order-service, 1,000 products", buyers);
            Series through = series("through the gateway, 1,000 products", shop.buyers(gateway, tokens, products));
            measure(List.of(statement, ours, through), settings.warmUp());
            statement.report(report, null);
            ours.report(report, statement);
            through.report(report, ours);

            Series lockFirst = series("limit: lock first, one hot product", hotLimit::lockFirst);
            Series oursHot = series("order-service, one hot product", shop.buyers(direct, tokens, hot));
            measure(List.of(lockFirst, oursHot), settings.seconds());
            lockFirst.report(report, null);
            oursHot.report(report, lockFirst);

            Series calm = beside("other products, none hot, 16 clients", direct, tokens, others, others);
            Series beside = beside("other products beside a hot one, 16 clients", direct, tokens, others, hot);
            measure(List.of(calm, beside), settings.seconds());
            calm.report(report, null);
            beside.report(report, calm);
        } finally {
            CONSUMERS.forEach(consumer -> stack.start(consumer, Map.of()));
        }

        Series alone = series("limit: one statement per order, once more", limit::oneStatement);
        Series all = series("order-service, ranking and cart consuming", buyers);
        measure(List.of(alone, all), settings.warmUp());
        alone.report(report, null);
        all.report(report, alone);
    }

    private Series series(String name, Load.Clients clients) {
        return new Series(name, seconds -> Load.run(CLIENTS, seconds, clients));
    }

    /** Half of the clients order these products and are counted, the others order those. */
    private Series beside(String name, int port, List<String> tokens, List<UUID> counted, List<UUID> rest) {
        return new Series(name, seconds -> {
            Thread second = Thread.ofPlatform().start(() -> {
                try {
                    Load.run(CLIENTS / 2, seconds, shop.buyers(port, tokens, rest));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Load.Result result = Load.run(CLIENTS / 2, seconds, shop.buyers(port, tokens, counted));
            second.join();
            return result;
        });
    }

    private void measure(List<Series> all, int warmUp) throws Exception {
        List<Long> service = List.of(stack.entry("order-service").pid());
        long postgres = stack.entry("postgres").pid();
        for (Series series : all) {
            series.warmUp(warmUp);
        }
        for (int pair = 1; pair <= settings.pairs(); pair++) {
            report.progress("orders, pair " + pair + " of " + settings.pairs());
            for (Series series : all) {
                series.run(settings.seconds(), service, postgres);
            }
        }
    }
}
