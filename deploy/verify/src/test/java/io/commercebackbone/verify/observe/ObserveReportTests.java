package io.commercebackbone.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.observe.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObserveReportTests {

    private static final Query QUERY = new Query("Saga, Payments", "sum(a)");

    @Test
    void findsNothingWrongWhereAllFiredAndEndedAndGaveValues() {
        ObserveReport report = report(Map.of(), seen(Duration.ofSeconds(9), Duration.ofSeconds(3), ""), "12");
        assertThat(report.violations()).isEmpty();
        assertThat(report.markdown())
                .contains("| alerts that fired and ended | 1 of 1 |", "| **violations** | **0** |")
                .contains("| `DeadLetters` | records that nobody can read are on order-created | 9.0 s | three |")
                .contains("Nothing fired in a minute", "BackupsLate", "| Saga, Payments | 12 |");
    }

    @Test
    void findsAnAlertThatDidNotFireOrDidNotEnd() {
        assertThat(report(Map.of(), seen(null, null, ""), "1").violations())
                .singleElement()
                .asString()
                .contains("DeadLetters", "fired after –");
        assertThat(report(Map.of(), seen(Duration.ZERO, null, ""), "1").violations())
                .singleElement()
                .asString()
                .contains("ended after –");
        assertThat(report(Map.of(), seen(Duration.ZERO, Duration.ZERO, "no broker"), "1")
                        .violations())
                .singleElement()
                .asString()
                .contains("no broker");
    }

    @Test
    void findsAQueryThatGaveNothingOrWasRefused() {
        Observation well = seen(Duration.ZERO, Duration.ZERO, "");
        assertThat(report(Map.of(), well, "0").violations()).containsExactly("Saga, Payments gave 0: sum(a)");
        assertThat(report(Map.of(), well, "parse error").violations())
                .containsExactly("Saga, Payments gave parse error: sum(a)");
    }

    @Test
    void findsAnAlarmWhileNothingWasWrong() {
        ObserveReport report = report(Map.of("LagGrows", "far behind"), seen(Duration.ZERO, Duration.ZERO, ""), "1");
        assertThat(report.violations()).containsExactly("LagGrows fired while nothing was wrong: far behind");
        assertThat(report.markdown()).doesNotContain("Nothing fired");
    }

    private static Observation seen(@Nullable Duration fired, @Nullable Duration ended, String trouble) {
        return new Observation(Mishap.POISON, "DeadLetters", fired, "three", ended, trouble);
    }

    private static ObserveReport report(Map<String, String> alarms, Observation observation, String gave) {
        return new ObserveReport(
                ObserveSettings.parse(List.of("--seed", "1")),
                Instant.EPOCH,
                Duration.ofMinutes(9),
                alarms,
                List.of(observation),
                Map.of(),
                List.of("VolumeFills", "BackupsLate"),
                Map.of(QUERY, gave));
    }
}
