package io.commercebackbone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RulesTests {

    private static final Path RULES = Path.of("rules");
    private static final String GUIDE = "docs/operations.md";
    private static final Path ROOT = Path.of("../..");

    static List<Alert> alerts() {
        return Alert.all(RULES);
    }

    @Test
    void noTwoHaveTheSameName() {
        assertThat(alerts()).extracting(Alert::name).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysHowUrgentItIsAndWhatItMeans(Alert alert) {
        assertThat(alert.name()).matches("[A-Z][A-Za-z]+");
        assertThat(alert.severity()).isIn("page", "ticket");
        assertThat(alert.summary()).hasSizeGreaterThan(20).doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void leadsToItsOwnSectionWhichSaysTheSame(Alert alert) throws IOException {
        assertThat(alert.runbook()).isEqualTo(GUIDE + "#" + alert.name().toLowerCase(Locale.ROOT));
        assertThat(section(alert.name()))
                .as("section of %s in %s", alert.name(), GUIDE)
                .hasSizeGreaterThan(100)
                .startsWith("*" + (alert.severity().equals("page") ? "Page" : "Ticket") + ".*");
    }

    /** A section for an alert that is no more misleads whoever looks for one that is. */
    @Test
    void everySectionIsAboutAnAlertThatThereIs() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(GUIDE));
        assertThat(lines.subList(lines.indexOf("## Alerts"), lines.size()))
                .filteredOn(line -> line.startsWith("### "))
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(it -> "### " + it.name()).toList());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void asksForWhatThereIs(Alert alert) {
        MetricNames known = MetricNames.of(ROOT.resolve("docs/metrics.md"));
        assertThat(PromQl.metrics(alert.expression())).isNotEmpty().allMatch(known::has);
    }

    /** promtool runs them (deploy/observe/check); that they are there is seen here. */
    @ParameterizedTest
    @MethodSource("alerts")
    void isTestedFiringAndSilent(Alert alert) {
        JsonNode tests = new YAMLMapper().readTree(RULES.resolve("tests").resolve(alert.file()));
        assertThat(tests.path("rule_files").values().stream().map(JsonNode::asString))
                .containsExactly("../" + alert.file());
        List<JsonNode> cases = tests.path("tests").values().stream()
                .flatMap(group -> group.path("alert_rule_test").values().stream())
                .filter(it -> it.path("alertname").asString("").equals(alert.name()))
                .toList();
        Predicate<JsonNode> silent = it -> it.path("exp_alerts").isEmpty();
        assertThat(cases).anyMatch(silent).anyMatch(silent.negate());
    }

    @Test
    void everyFileOfTestsIsAboutRules() {
        assertThat(names(RULES.resolve("tests"))).isEqualTo(names(RULES));
    }

    private static Set<String> names(Path directory) {
        return Alert.files(directory).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.toSet());
    }

    /** What stands below a heading, up to the next one. */
    private static String section(String heading) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(GUIDE));
        int begin = lines.indexOf("### " + heading) + 1;
        int end = begin;
        while (begin > 0 && end < lines.size() && !lines.get(end).startsWith("#")) {
            end++;
        }
        return String.join("\n", lines.subList(begin, end)).strip();
    }
}
