package io.commercebackbone.verify.observe;

import io.commercebackbone.observe.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trial was and what came of it.
 *
 * @param alarms what fired while nothing was wrong, with what it said
 * @param impossible what this machine does not allow, and why
 * @param untried alerts about what does not exist here
 * @param queries every query with how many values it gave, or why it was refused
 */
record ObserveReport(
        ObserveSettings settings,
        Instant begun,
        Duration lasted,
        Map<String, String> alarms,
        List<Observation> observations,
        Map<Mishap, String> impossible,
        List<String> untried,
        Map<Query, String> queries) {

    /** What is wrong, each in a line. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        alarms.forEach((alert, said) -> violations.add(alert + " fired while nothing was wrong: " + said));
        for (Observation it : observations) {
            if (!it.isAsItShouldBe()) {
                violations.add("%s, when %s: fired after %s, ended after %s %s"
                        .formatted(
                                it.alert(),
                                it.mishap().what(),
                                seconds(it.firedAfter()),
                                seconds(it.endedAfter()),
                                it.trouble()));
            }
        }
        queries.forEach((query, gave) -> {
            if (!gave.matches("[1-9]\\d*")) {
                violations.add("%s gave %s: %s".formatted(query.where(), gave, query.expression()));
            }
        });
        return violations;
    }

    /** Seconds with a digit behind the point, or a dash for never. */
    static String seconds(@Nullable Duration duration) {
        return duration == null ? "–" : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** For people. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Dashboards and alerts\n\n| | |\n|---|---|\n");
        text.append("| again | `%s` |\n".formatted(settings.replay()));
        text.append("| begun, lasted | %s, %d min |\n".formatted(begun, lasted.toMinutes()));
        text.append("| durations of the rules | divided by %d |\n".formatted(settings.factor()));
        text.append("| alerts that fired and ended | %d of %d |\n"
                .formatted(
                        observations.stream()
                                .filter(Observation::isAsItShouldBe)
                                .count(),
                        observations.size()));
        text.append("| queries | %d |\n".formatted(queries.size()));
        text.append("| **violations** | **%d** |\n\n".formatted(violations().size()));
        violations().forEach(it -> text.append("- ").append(it).append('\n'));
        text.append(
                "\n## Alerts\n\n| alert | when | fired after | it said | then | ended after |\n|---|---|---|---|---|---|\n");
        for (Observation it : observations) {
            text.append("| `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            it.alert(),
                            it.mishap().what(),
                            seconds(it.firedAfter()),
                            it.said().replace('|', '/'),
                            it.mishap().recovery(),
                            seconds(it.endedAfter())));
        }
        text.append("\nNothing fired in a minute in which nothing was wrong.\n".repeat(alarms.isEmpty() ? 1 : 0));
        impossible.forEach((mishap, why) ->
                text.append("\nNot possible on this machine: %s (%s).\n".formatted(mishap.what(), why)));
        text.append("\nNot tried, for they are about what only Kubernetes has: %s.\n"
                .formatted(String.join(", ", untried)));
        text.append(
                "\n## Queries\n\nEach was asked over the whole trial; alerts without their thresholds, that is, each "
                        + "comparison with a\nnumber left out.\n\n| query | values |\n|---|---|\n");
        queries.forEach((query, gave) -> text.append("| %s | %s |\n".formatted(query.where(), gave)));
        return text.toString();
    }
}
