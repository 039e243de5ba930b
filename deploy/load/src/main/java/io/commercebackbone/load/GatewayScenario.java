package io.commercebackbone.load;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the gateway adds: the same calls at the service and through the gateway, in turn. */
final class GatewayScenario {

    private static final int CLIENTS = 32;
    private static final int PACED_CLIENTS = 4;
    private static final int PACED_PER_SECOND = 200;
    private static final int PRODUCTS = 1_000;

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
        int gateway = port("gateway");
        Load.Clients reads = Shop.readers(port("ranking-service"), tokens);
        Load.Clients readsThrough = Shop.readers(gateway, tokens);
        Load.Clients orders = shop.buyers(port("order-service"), tokens, products);
        Load.Clients ordersThrough = shop.buyers(gateway, tokens, products);

        compare("ranking-service", full("GET /rankings, 32 clients", reads), full("through the gateway", readsThrough));
        compare("order-service", full("POST /orders, 32 clients", orders), full("through the gateway", ordersThrough));
        compare("ranking-service", paced("GET /rankings, 200/s", reads), paced("through the gateway", readsThrough));
        compare("order-service", paced("POST /orders, 200/s", orders), paced("through the gateway", ordersThrough));
    }

    private int port(String name) {
        return stack.entry(name).port();
    }

    private static Series full(String name, Load.Clients clients) {
        return new Series(name, seconds -> Load.run(CLIENTS, seconds, clients));
    }

    private static Series paced(String name, Load.Clients clients) {
        return new Series(name, seconds -> paced(seconds, clients));
    }

    private static Load.Result paced(int seconds, Load.Clients clients) throws Exception {
        Latencies latencies = new Latencies();
        List<Future<?>> running = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newFixedThreadPool(PACED_CLIENTS)) {
            for (int i = 0; i < PACED_CLIENTS; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    try (Load.Client client = clients.open(number)) {
                        Load.paced(PACED_PER_SECOND / (double) PACED_CLIENTS, end, () -> timed(client, latencies));
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

    private static boolean timed(Load.Client client, Latencies latencies) throws Exception {
        long begun = System.nanoTime();
        if (!client.call()) {
            throw new IllegalStateException("a call at a steady rate was refused");
        }
        latencies.add(System.nanoTime() - begun);
        return true;
    }

    private void compare(String service, Series direct, Series through) throws Exception {
        List<Long> pids =
                List.of(stack.entry(service).pid(), stack.entry("gateway").pid());
        long postgres = stack.entry("postgres").pid();
        direct.warmUp(settings.warmUp());
        through.warmUp(settings.warmUp());
        for (int pair = 1; pair <= settings.pairs(); pair++) {
            report.progress("gateway, pair " + pair + " of " + settings.pairs());
            direct.run(settings.seconds(), pids, postgres);
            through.run(settings.seconds(), pids, postgres);
        }
        direct.report(report, null);
        through.report(report, direct);
    }
}
