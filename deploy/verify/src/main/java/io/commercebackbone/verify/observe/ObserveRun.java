package io.commercebackbone.verify.observe;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalServer;
import io.commercebackbone.local.Ports;
import io.commercebackbone.local.PrometheusProgram;
import io.commercebackbone.local.PrometheusProgram.Target;
import io.commercebackbone.observe.Alert;
import io.commercebackbone.observe.Dashboard;
import io.commercebackbone.observe.Query;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Entrance;
import io.commercebackbone.verify.load.History;
import io.commercebackbone.verify.load.Load;
import io.commercebackbone.verify.load.Market;
import io.commercebackbone.verify.load.Mix;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One trial against a started installation: customers, Prometheus, mishaps, queries. */
final class ObserveRun {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** A rate needs two values, and one scrape may be late. */
    private static final Duration LEAST_RANGE = INTERVAL.multipliedBy(4);

    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration TO_FIRE = Duration.ofMinutes(4);
    private static final Duration TO_END = Duration.ofMinutes(5);
    private static final int CLIENTS = 24;
    private static final int PRODUCTS = 60;

    private final Path observed;
    private final ObserveSettings settings;
    private final Installation installation;

    /**
     * Not begun.
     *
     * @param root the project's directory
     * @param installation running
     */
    ObserveRun(Path root, ObserveSettings settings, Installation installation) {
        this.observed = root.resolve("deploy/observe");
        this.settings = settings;
        this.installation = installation;
    }

    /** Runs it to its end and tells what came of it. */
    ObserveReport go() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Path directory = installation.directory();
        Path rules = directory.resolve("rules");
        new ShortenedRules(settings.factor(), LEAST_RANGE).copy(observed.resolve("rules"), rules);
        String kafka = installation.addresses().bootstrapServers();
        try (LocalServer exporter = new LocalServer(
                        new ExporterProgram(Ports.free(), kafka), directory.resolve("kafka-exporter.log"));
                LocalServer server = new LocalServer(
                        new PrometheusProgram(
                                Ports.free(), directory.resolve("prometheus"), rules, INTERVAL, targets(exporter)),
                        directory.resolve("prometheus.log"));
                History history = new History(directory.resolve("history.jsonl"));
                Load load = load(history);
                Mishaps mishaps = new Mishaps(installation)) {
            load.start();
            exporter.start();
            server.start();
            Prometheus prometheus = new Prometheus("http://127.0.0.1:" + server.port());
            System.out.println("Prometheus looks on at http://localhost:" + server.port());
            TimeUnit.SECONDS.sleep(WARM_UP.toSeconds());
            Watch watch = new Watch(prometheus, TO_FIRE, TO_END);
            Map<String, String> alarms = watch.calm(CALM);
            Map<Mishap, String> impossible = new LinkedHashMap<>();
            List<Observation> observations = new ArrayList<>();
            for (Mishap mishap : Mishap.values()) {
                if (!settings.mishaps().contains(mishap)) {
                    continue;
                }
                mishaps.impossible(mishap).ifPresent(why -> impossible.put(mishap, why));
                if (!impossible.containsKey(mishap)) {
                    System.out.println(mishap.what());
                    observations.addAll(shown(watch.through(mishap, mishaps.fault(mishap))));
                }
            }
            return new ObserveReport(
                    settings,
                    begun,
                    Duration.between(begun, Instant.now()),
                    alarms,
                    observations,
                    impossible,
                    untried(),
                    asked(prometheus, begun));
        }
    }

    private List<Target> targets(LocalServer exporter) {
        String operator = LocalIssuer.shared().token(UUID.randomUUID(), "admin");
        List<Target> targets = new ArrayList<>();
        for (Part service : Part.services()) {
            int port = installation.server(service).port();
            targets.add(new Target(service.label(), port, "/actuator/prometheus", operator));
        }
        targets.add(new Target(exporter.name(), exporter.port(), ExporterProgram.METRICS, ""));
        return targets;
    }

    private Load load(History history) {
        return new Load(
                List.of(Entrance.through(installation.gateway())),
                history,
                Market.open(installation.gateway(), PRODUCTS, Clock.systemUTC()),
                Mix.usual(Set.of(Action.CHARGE, Action.PAY)),
                settings.seed(),
                CLIENTS,
                settings.rate());
    }

    private static List<Observation> shown(List<Observation> observations) {
        observations.forEach(it -> System.out.printf(
                "  %s fired after %s, ended after %s %s%n",
                it.alert(),
                ObserveReport.seconds(it.firedAfter()),
                ObserveReport.seconds(it.endedAfter()),
                it.trouble()));
        return observations;
    }

    /** Alerts about what only Kubernetes has; the others have their mishaps. */
    private List<String> untried() {
        return Alert.all(observed.resolve("rules")).stream()
                .filter(it -> it.file().equals(Alert.KUBERNETES))
                .map(Alert::name)
                .toList();
    }

    /** Every query with the number of values that it gave in all this time, or why it was refused. */
    private Map<Query, String> asked(Prometheus prometheus, Instant begun) {
        List<Query> queries = new ArrayList<>();
        Dashboard.all(observed.resolve("dashboards")).forEach(it -> queries.addAll(it.queries()));
        Alert.all(observed.resolve("rules")).stream()
                .filter(it -> !it.file().equals(Alert.KUBERNETES))
                .forEach(it -> queries.add(it.query()));
        Map<Query, String> asked = new LinkedHashMap<>();
        for (Query query : queries) {
            String expression = query.filledIn(LEAST_RANGE.toSeconds() + "s").expression();
            try {
                asked.put(query, Long.toString(prometheus.values(expression, begun, Instant.now(), INTERVAL)));
            } catch (IllegalArgumentException e) {
                asked.put(query, e.getMessage());
            }
        }
        return asked;
    }
}
