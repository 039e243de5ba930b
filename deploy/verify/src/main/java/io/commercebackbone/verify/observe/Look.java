package io.commercebackbone.verify.observe;

import io.commercebackbone.local.Waiting;
import io.commercebackbone.observe.Alert;
import io.commercebackbone.observe.Dashboard;
import io.commercebackbone.observe.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A look at a Prometheus that somebody else has started: what it reaches, and what dashboards and alerts get from it. */
public final class Look {

    private static final Duration PAST = Duration.ofMinutes(5);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final String RATE_INTERVAL = "1m";

    /** Asks for what brokers say: that there always is, whatever customers have done. */
    private static final Pattern OF_BROKERS = Pattern.compile("\\bkafka_(up|log|server|controller|consumergroup)");

    private final List<String> seen = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private Look() {}

    /**
     * Looks until nothing is wrong any more, or patience is at its end; blocks that long.
     *
     * @param observed the directory with dashboards and rules
     */
    public static Look at(String prometheus, Path observed, Duration patience) {
        Prometheus asked = new Prometheus(prometheus);
        List<Look> looks = new ArrayList<>();
        Waiting.until(
                patience,
                () -> looks.add(once(asked, observed)) && looks.getLast().wrong.isEmpty());
        return looks.getLast();
    }

    private static Look once(Prometheus prometheus, Path observed) {
        Look look = new Look();
        look.states("target", "up", prometheus.targets());
        look.states("rule", "ok", prometheus.rules());
        look.queries(prometheus, observed);
        return look;
    }

    /** What there is, each in a line. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** What should be otherwise, each in a line; empty if nothing. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void states(String what, String good, Map<String, String> states) {
        if (states.isEmpty()) {
            wrong.add("no " + what);
        }
        states.forEach((name, state) -> {
            if (!state.equals(good)) {
                wrong.add(what + " " + name + " is " + state);
            }
        });
        seen.add("%d %ss, of which %d are %s"
                .formatted(
                        states.size(),
                        what,
                        states.values().stream().filter(good::equals).count(),
                        good));
    }

    private void queries(Prometheus prometheus, Path observed) {
        List<Query> queries = new ArrayList<>();
        Dashboard.all(observed.resolve("dashboards")).forEach(it -> queries.addAll(it.queries()));
        Alert.all(observed.resolve("rules")).stream()
                .filter(it -> !it.file().equals(Alert.KUBERNETES))
                .forEach(it -> queries.add(it.query()));
        int giving = 0;
        for (Query query : queries) {
            String line = query.where() + ": " + query.expression();
            try {
                if (values(prometheus, query) > 0) {
                    giving++;
                } else {
                    (OF_BROKERS.matcher(line).find() ? wrong : seen).add("no value: " + line);
                }
            } catch (IllegalArgumentException e) {
                wrong.add("refused, %s: %s".formatted(e.getMessage(), line));
            }
        }
        seen.add("%d queries, of which %d give values".formatted(queries.size(), giving));
    }

    private static long values(Prometheus prometheus, Query query) {
        Instant now = Instant.now();
        return prometheus.values(query.filledIn(RATE_INTERVAL).expression(), now.minus(PAST), now, STEP);
    }
}
