package io.commercebackbone.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.observe.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortenedRulesTests {

    private static final Path RULES = Path.of("../observe/rules");

    private final ShortenedRules shortened = new ShortenedRules(20, Duration.ofSeconds(20));

    @Test
    void divideWaitsAndRangesAndNothingElse() {
        assertThat(shortened.shortened("""
                - alert: A
                  expr: rate(a{x="2m"}[6h]) / rate(b[1h]) > 60
                  for: 15m
                  annotations:
                    summary: for 2m
                """)).isEqualTo("""
                - alert: A
                  expr: rate(a{x="2m"}[1080s]) / rate(b[180s]) > 60
                  for: 45s
                  annotations:
                    summary: for 2m
                """);
    }

    @Test
    void keepRangesLongEnoughToHoldSomeValues() {
        assertThat(shortened.shortened("  expr: rate(a[1m])\n  for: 10s\n"))
                .isEqualTo("  expr: rate(a[20s])\n  for: 1s\n");
    }

    @Test
    void areTheSameAlerts(@TempDir Path directory) throws IOException {
        Path copy = directory.resolve("rules");
        shortened.copy(RULES, copy);
        List<Alert> before = Alert.all(RULES);
        List<Alert> after = Alert.all(copy);
        assertThat(after)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("expression")
                .isEqualTo(before);
        assertThat(after)
                .extracting(it -> unranged(it.expression()))
                .isEqualTo(before.stream().map(it -> unranged(it.expression())).toList());
        assertThat(after).isNotEqualTo(before);
    }

    private static String unranged(String expression) {
        return expression.replaceAll("\\[\\d+[smhd]]", "[]");
    }
}
