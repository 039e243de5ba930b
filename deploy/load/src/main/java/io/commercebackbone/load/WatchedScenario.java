package io.commercebackbone.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Orders at an order-service that is watched as in a deployment: a line of JSON for each event, metrics fetched every five
 * seconds, spans of as many requests as by default. Next to one that keeps all of that to itself. There are two of each kind,
 * since a compiler makes of each process something else: how far those that are alike differ is told as well.
 */
final class WatchedScenario {

    private static final int CLIENTS = 32;
    private static final int PRODUCTS = 1_000;
    private static final String SERVICE = "order-service";
    private static final Map<String, String> SILENT = Map.of(
            "LOGGING_LEVEL_IO_COMMERCEBACKBONE", "warn",
            "MANAGEMENT_METRICS_ENABLE_ALL", "false",
            "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0",
            "MANAGEMENT_OBSERVATIONS_ENABLE_ALL", "false");
    private static final List<String> OTHERS = List.of("ranking-service", "cart-service");

    private static final List<String> DATABASES =
            List.of("load_silent", "load_watched", "load_watched_too", "load_silent_too");

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
                Twin watchedToo = start(program, DATABASES.get(2), watcher.environment());
                Twin silentToo = start(program, DATABASES.get(3), SILENT)) {
            List<String> tokens = shop.tokens(CLIENTS);
            measure(
                    new Side("silent", silent, orders(silent, tokens)),
                    new Side("watched", watched, whileWatched(watcher, watched, tokens)),
                    new Side("watched as well", watchedToo, whileWatched(watcher, watchedToo, tokens)),
                    new Side("silent as well", silentToo, orders(silentToo, tokens)));
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

    /** In an order in which a machine that gets faster or slower meanwhile favours neither kind. */
    private void measure(Side silent, Side watched, Side watchedToo, Side silentToo) throws Exception {
        List<Side> all = List.of(silent, watched, watchedToo, silentToo);
        long postgres = stack.entry("postgres").pid();
        for (Side each : all) {
            each.series().warmUp(settings.warmUp());
        }
        for (int pair = 1; pair <= settings.pairs(); pair++) {
            report.progress("watched, pair " + pair + " of " + settings.pairs());
            for (Side each : all) {
                each.series().run(settings.seconds(), List.of(each.twin().pid()), postgres);
            }
        }
        Figure limit = silent.perSecond().meanWith(silentToo.perSecond());
        silent.series().report(report, null);
        silentToo.series().report(report, silent.series());
        watched.series().reportNextTo(report, limit);
        watchedToo.series().reportNextTo(report, limit);
        Figure both = watched.perSecond().meanWith(watchedToo.perSecond());
        report.row(
                "both watched next to both silent",
                both.show(0),
                both.dividedBy(limit).show(3),
                "",
                "",
                "");
    }

    private Series.Measured whileWatched(Watcher watcher, Twin twin, List<String> tokens) throws Exception {
        Series.Measured orders = orders(twin, tokens);
        return seconds -> {
            watcher.watch(twin.managementPort());
            Load.Result result = orders.run(seconds);
            watcher.lookAway();
            return result;
        };
    }

    private Series.Measured orders(Twin twin, List<String> tokens) throws Exception {
        List<UUID> products = shop.products(twin.port(), PRODUCTS);
        Load.Clients buyers = shop.buyers(twin.port(), tokens, products);
        return seconds -> Load.run(CLIENTS, seconds, buyers);
    }

    /** One of the processes, and what it gave. */
    private record Side(Twin twin, Series series) {

        Side(String name, Twin twin, Series.Measured measured) {
            this(twin, new Series("order-service, " + name, measured));
        }

        Figure perSecond() {
            return series.perSecond();
        }
    }
}
