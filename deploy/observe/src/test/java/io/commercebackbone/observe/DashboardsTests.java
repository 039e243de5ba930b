package io.commercebackbone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardsTests {

    private static final String PREFIX = "backbone-";
    private static final int GRID = 24;

    static List<Dashboard> dashboards() {
        return Dashboard.all(Path.of("dashboards"));
    }

    static List<Panel> panels() {
        return dashboards().stream()
                .flatMap(it -> it.panels().stream())
                .filter(it -> !it.type().equals("row"))
                .toList();
    }

    static List<Query> queries() {
        return dashboards().stream().flatMap(it -> it.queries().stream()).toList();
    }

    @Test
    void areTheSevenThatOperatorsKnow() {
        assertThat(dashboards())
                .extracting(Dashboard::title)
                .containsExactlyInAnyOrder(
                        "The suite at a glance", "Producer", "Consumers", "Broker", "Saga", "Business", "Process");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void isFoundAtTheSamePlaceForEver(Dashboard dashboard) {
        assertThat(dashboard.uid()).isEqualTo(PREFIX + dashboard.name());
        assertThat(dashboard.tree().has("id"))
                .as("the number that one Grafana gave it")
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void leadsToAllOthers(Dashboard dashboard) {
        assertThat(dashboard.tree().path("tags").path(0).asString("")).isEqualTo("commerce-backbone");
        JsonNode link = dashboard.tree().path("links").path(0);
        assertThat(link.path("type").asString("")).isEqualTo("dashboards");
        assertThat(link.path("tags")).isEqualTo(dashboard.tree().path("tags"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void canBePointedAtAnyPrometheus(Dashboard dashboard) {
        assertThat(dashboard
                        .tree()
                        .path("templating")
                        .path("list")
                        .path(0)
                        .path("type")
                        .asString(""))
                .isEqualTo("datasource");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void hasItsPanelsBesideEachOther(Dashboard dashboard) {
        Set<String> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (Panel panel : dashboard.panels()) {
            assertThat(ids.add(panel.tree().path("id").asInt(0)))
                    .as(panel.title())
                    .isTrue();
            JsonNode place = panel.tree().path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).as(panel.title()).isBetween(1, GRID);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell = x + " " + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as("%s at %s", panel.title(), cell)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void saysWhatItShowsAndInWhichUnit(Panel panel) {
        assertThat(panel.title()).isNotBlank();
        assertThat(panel.type()).isIn("timeseries", "stat");
        assertThat(panel.tree().path("description").asString(""))
                .as(panel.title())
                .isNotBlank();
        JsonNode defaults = panel.tree().path("fieldConfig").path("defaults");
        assertThat(defaults.path("unit").asString(""))
                .as(panel.title())
                .isIn("none", "s", "ms", "ops", "reqps", "percentunit", "bytes");
        assertThat(panel.tree().path("datasource").path("uid").asString("")).isEqualTo("${datasource}");
        assertThat(panel.queries()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void linksLeadToDashboardsThatThereAre(Panel panel) {
        Set<String> known = new HashSet<>();
        dashboards().forEach(it -> known.add("/d/" + it.uid()));
        for (JsonNode link :
                panel.tree().path("fieldConfig").path("defaults").path("links").values()) {
            assertThat(known).as(panel.title()).contains(link.path("url").asString(""));
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void asksForWhatThereIs(Query query) {
        MetricNames known = MetricNames.of(Path.of("../../docs/metrics.md"));
        assertThat(PromQl.metrics(query.expression()))
                .as(query.where())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(known.has(it)).as(it).isTrue());
    }

    /** What stands there for Grafana is no hindrance for whoever asks Prometheus himself. */
    @ParameterizedTest
    @MethodSource("queries")
    void canBeAskedWithoutGrafana(Query query) {
        String filled = query.filledIn("1m").expression();
        assertThat(filled).doesNotContain("$");
        assertThat(PromQl.metrics(filled)).isEqualTo(PromQl.metrics(query.expression()));
    }
}
