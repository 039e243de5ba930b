package io.commercebackbone.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the gateway adds: the same calls at the service and through the gateway, in turn. */
final class GatewayScenario {

    private static final String GATEWAY = "gateway";
    private static final String RANKING = "ranking-service";
    private static final int CLIENTS = 32;
    private static final int PACED_CLIENTS = 4;
    private static final int PACED_PER_SECOND = 200;
    private static final int PRODUCTS = 1_000;
    private static final int BUDGET = 50;

    private final Stack stack;
    private final Shop shop;
    private final Settings settings;
    private final Report report;

    GatewayScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        List<UUID> products = shop.products(PRODUCTS);
        List<String> tokens = shop.tokens(CLIENTS);
        int gateway = port(GATEWAY);
        Load.Clients reads = Shop.readers(port(RANKING), tokens);
        Load.Clients readsThrough = Shop.readers(gateway, tokens);
        Load.Clients orders = shop.buyers(port("order-service"), tokens, products);
        Load.Clients ordersThrough = shop.buyers(gateway, tokens, products);

        compare(RANKING, full("GET /rankings, 32 clients", reads), full("through the gateway", readsThrough));
        compare("order-service", full("POST /orders, 32 clients", orders), full("through the gateway", ordersThrough));
        comparePaced(RANKING, paced("GET /rankings, 200/s", reads), paced("through the gateway", readsThrough));
        comparePaced(
                "order-service", paced("POST /orders, 200/s", orders), paced("through the gateway", ordersThrough));
        tenfold();
    }

    /** One user asks for ten times a budget that was made small for it, and another goes on working within his. */
    private void tenfold() throws Exception {
        restartGateway(Map.of("GATEWAY_RATELIMIT_USER_QUOTA", Integer.toString(BUDGET)));
        try {
            List<String> users = shop.tokens(2);
            Load.Clients modest = Shop.readers(port(GATEWAY), users.subList(0, 1));
            Load.Clients greedy = Shop.readers(port(GATEWAY), users.subList(1, 2));
            Series alone = new Series(
                    "GET /rankings through the gateway, 40/s of a user who may 50/s",
                    seconds -> paced(seconds, modest, 1, 40, true));
            Series beside = new Series("the same beside a user who asks 500/s", seconds -> {
                try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                    Future<?> asking = other.submit(() -> paced(seconds, greedy, PACED_CLIENTS, 10 * BUDGET, false));
                    Load.Result result = paced(seconds, modest, 1, 40, true);
                    asking.get();
                    return result;
                }
            });
            comparePaced(RANKING, alone, beside);
        } finally {
            restartGateway(Map.of());
        }
    }

    private void restartGateway(Map<String, String> environment) {
        stack.stop(GATEWAY);
        stack.start(GATEWAY, environment);
    }

    private int port(String name) {
        return stack.entry(name).port();
    }

    private static Series full(String name, Load.Clients clients) {
        return new Series(name, seconds -> Load.run(CLIENTS, seconds, clients));
    }

    private static Series paced(String name, Load.Clients clients) {
        return new Series(name, seconds -> paced(seconds, clients, PACED_CLIENTS, PACED_PER_SECOND, true));
    }

    /** @param all whether a call that is refused ends it */
    private static Load.Result paced(int seconds, Load.Clients clients, int count, int perSecond, boolean all)
            throws Exception {
        Latencies latencies = new Latencies();
        List<Future<?>> running = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    try (Load.Client client = clients.open(number)) {
                        Load.paced(perSecond / (double) count, end, () -> timed(client, latencies, all));
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return new Load.Result(latencies.count() / (double) seconds, 0, latencies);
    }

    private static boolean timed(Load.Client client, Latencies latencies, boolean all) throws Exception {
        long begun = System.nanoTime();
        boolean granted = client.call();
        if (!granted && all) {
            throw new IllegalStateException("a call at a steady rate was refused");
        }
        latencies.add(System.nanoTime() - begun);
        return granted;
    }

    private void compare(String service, Series direct, Series through) throws Exception {
        measure(service, direct, through);
        direct.report(report, null);
        through.report(report, direct);
    }

    private void comparePaced(String service, Series direct, Series through) throws Exception {
        measure(service, direct, through);
        direct.reportLatency(report, null);
        through.reportLatency(report, direct);
    }

    private void measure(String service, Series direct, Series through) throws Exception {
        List<Long> pids =
                List.of(stack.entry(service).pid(), stack.entry(GATEWAY).pid());
        long postgres = stack.entry("postgres").pid();
        direct.warmUp(settings.warmUp());
        through.warmUp(settings.warmUp());
        for (int pair = 1; pair <= settings.pairs(); pair++) {
            report.progress("gateway, pair " + pair + " of " + settings.pairs());
            direct.run(settings.seconds(), pids, postgres);
            through.run(settings.seconds(), pids, postgres);
        }
    }
}
