package io.commercebackbone.observe;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One picture of a dashboard. */
public record Panel(String dashboard, JsonNode tree) {

    public String title() {
        return tree.path("title").asString("");
    }

    /** Grafana's name of the kind of picture; {@code row} for a mere heading. */
    public String type() {
        return tree.path("type").asString("");
    }

    /** What is shown, in the order in which it is. */
    public List<Query> queries() {
        return tree.path("targets").values().stream()
                .map(target -> new Query(
                        dashboard + ", " + title(), target.path("expr").asString("")))
                .toList();
    }
}
