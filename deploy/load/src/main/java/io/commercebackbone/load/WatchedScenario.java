package io.commercebackbone.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Orders at an order-service that is watched as in a deployment: a line of JSON for each event, metrics fetched every five
 * seconds, spans of as many requests as by default. Next to one that keeps all of that to itself, and to a second of that
 * kind, whose ratio tells how far two that are alike differ.
 */
final class WatchedScenario {

    private static final int CLIENTS = 32;
    private static final int PRODUCTS = 1_000;
    private static final String SERVICE = "order-service";
    private static final Map<String, String> SILENT = Map.of(
            "LOGGING_LEVEL_IO_COMMERCEBACKBONE", "warn",
            "MANAGEMENT_METRICS_ENABLE_ALL", "false",
            "MANAGEMENT_OBSERVATIONS_ENABLE_ALL", "false");
    private static final List<String> OTHERS = List.of("ranking-service", "cart-service");

    private static final List<String> DATABASES = List.of("load_silent", "load_watched", "load_silent_too");

    private final Stack stack;
    private final Settings settings;
    private final Report report;
    private final Shop shop;

    WatchedScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.settings = settings;
        this.report = report;
        this.shop = new Shop(stack);
    }

    void run() throws Exception {
        Twin.Program program = Twin.Program.of(stack.entry(SERVICE).pid());
        OTHERS.forEach(stack::stop);
        stack.stop(SERVICE);
        try (Watcher watcher = Watcher.start();
                Twin silent = start(program, DATABASES.get(0), SILENT);
                Twin watched = start(program, DATABASES.get(1), watcher.environment());
                Twin alike = start(program, DATABASES.get(2), SILENT)) {
            measure(watcher, silent, watched, alike);
            watcher.requireSeen();
        } finally {
            for (String database : DATABASES) {
                stack.dropDatabase(database);
            }
            stack.start(SERVICE, Map.of());
            OTHERS.forEach(other -> stack.start(other, Map.of()));
        }
    }

    /** Each with a database, so that each relays what it has taken. */
    private Twin start(Twin.Program program, String database, Map<String, String> settings) throws Exception {
        stack.makeDatabase(database);
        Map<String, String> all = new HashMap<>(settings);
        all.put("SPRING_DATASOURCE_URL", stack.database(database));
        return Twin.start(stack, program, database, all);
    }

    private void measure(Watcher watcher, Twin silentOne, Twin watchedOne, Twin alikeOne) throws Exception {
        List<String> tokens = shop.tokens(CLIENTS);
        Series silent = new Series("order-service, silent", measured(silentOne, tokens));
        Series alike = new Series("order-service, silent as well", measured(alikeOne, tokens));
        Series.Measured looking = measured(watchedOne, tokens);
        Series watched = new Series("order-service, watched", seconds -> {
            watcher.watch(watchedOne.managementPort());
            Load.Result result = looking.run(seconds);
            watcher.lookAway();
            return result;
        });
        for (Series each : List.of(silent, watched, alike)) {
            each.warmUp(settings.warmUp());
        }
        for (int pair = 1; pair <= settings.pairs(); pair++) {
            report.progress("watched, pair " + pair + " of " + settings.pairs());
            run(silent, silentOne);
            run(watched, watchedOne);
            run(alike, alikeOne);
        }
        silent.report(report, null);
        watched.reportBetween(report, silent, alike);
        alike.report(report, silent);
    }

    private Series.Measured measured(Twin twin, List<String> tokens) throws Exception {
        List<UUID> products = shop.products(twin.port(), PRODUCTS);
        Load.Clients buyers = shop.buyers(twin.port(), tokens, products);
        return seconds -> Load.run(CLIENTS, seconds, buyers);
    }

    private void run(Series series, Twin twin) throws Exception {
        series.run(
                settings.seconds(), List.of(twin.pid()), stack.entry("postgres").pid());
    }
}
