package io.commercebackbone.load;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Orders at an order-service that is watched as in a deployment: a line of JSON for each event, metrics fetched every five
 * seconds, spans of as many requests as by default. Next to the same service that keeps all of that to itself.
 */
final class WatchedScenario {

    private static final int CLIENTS = 32;
    private static final int PRODUCTS = 1_000;
    private static final String SERVICE = "order-service";
    private static final Map<String, String> SILENT =
            Map.of("LOGGING_LEVEL_IO_COMMERCEBACKBONE", "warn", "MANAGEMENT_METRICS_ENABLE_ALL", "false");
    private static final List<String> CONSUMERS = List.of("ranking-service", "cart-service");

    private final Stack stack;
    private final Settings settings;
    private final Report report;

    WatchedScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        Shop shop = new Shop(stack);
        List<UUID> products = shop.products(PRODUCTS);
        Load.Clients buyers = shop.buyers(stack.entry(SERVICE).port(), shop.tokens(CLIENTS), products);
        Series silent = new Series("order-service, silent", seconds -> Load.run(CLIENTS, seconds, buyers));
        Series watched = new Series("order-service, watched", seconds -> Load.run(CLIENTS, seconds, buyers));
        CONSUMERS.forEach(stack::stop);
        try (Watcher watcher = Watcher.start(stack.managementPort(SERVICE))) {
            for (int pair = 1; pair <= settings.pairs(); pair++) {
                report.progress("watched, pair " + pair + " of " + settings.pairs());
                measure(silent, SILENT);
                measure(watched, watcher.environment());
                watcher.requireSeen();
            }
        } finally {
            CONSUMERS.forEach(consumer -> stack.start(consumer, Map.of()));
            restart(Map.of());
        }
        silent.report(report, null);
        watched.report(report, silent);
    }

    private void measure(Series series, Map<String, String> environment) throws Exception {
        restart(environment);
        series.warmUp(settings.warmUp());
        series.run(
                settings.seconds(),
                List.of(stack.entry(SERVICE).pid()),
                stack.entry("postgres").pid());
    }

    private void restart(Map<String, String> environment) {
        stack.stop(SERVICE);
        stack.start(SERVICE, environment);
    }
}
