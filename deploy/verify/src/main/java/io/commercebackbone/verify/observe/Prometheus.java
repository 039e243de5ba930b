package io.commercebackbone.verify.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Prometheus over its HTTP interface. */
final class Prometheus {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String address;

    /** @param address without a slash at its end */
    Prometheus(String address) {
        this.address = address;
    }

    /**
     * How many values a query gives over a time, of all its series.
     *
     * @throws IllegalArgumentException with Prometheus' words, if it does not accept the query
     */
    long values(String query, Instant from, Instant to, Duration step) {
        JsonNode data = get("/api/v1/query_range?query=%s&start=%s&end=%s&step=%ds"
                .formatted(
                        URLEncoder.encode(query, StandardCharsets.UTF_8),
                        from.getEpochSecond(),
                        to.getEpochSecond(),
                        step.toSeconds()));
        return data.path("result").values().stream()
                .mapToLong(series -> series.path("values").size())
                .sum();
    }

    /** The alerts that fire now, each with what it says; of one that fires several times, one of them. */
    Map<String, String> firing() {
        Map<String, String> firing = new HashMap<>();
        for (JsonNode alert : get("/api/v1/alerts").path("alerts").values()) {
            if (alert.path("state").asString("").equals("firing")) {
                firing.put(
                        alert.path("labels").path("alertname").asString(""),
                        alert.path("annotations").path("summary").asString(""));
            }
        }
        return firing;
    }

    /** What it asks for metrics, by job and instance, each with {@code up} or with what is wrong. */
    Map<String, String> targets() {
        Map<String, String> targets = new TreeMap<>();
        for (JsonNode target :
                get("/api/v1/targets?state=active").path("activeTargets").values()) {
            JsonNode labels = target.path("labels");
            targets.put(
                    labels.path("job").asString("") + " at "
                            + labels.path("instance").asString(""),
                    state(target));
        }
        return targets;
    }

    /** Its rules by name, each with {@code ok} or with what is wrong. */
    Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        for (JsonNode group : get("/api/v1/rules").path("groups").values()) {
            for (JsonNode rule : group.path("rules").values()) {
                rules.put(rule.path("name").asString(""), state(rule));
            }
        }
        return rules;
    }

    private static String state(JsonNode targetOrRule) {
        String error = targetOrRule.path("lastError").asString("");
        return targetOrRule.path("health").asString("") + (error.isEmpty() ? "" : ": " + error);
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LIMIT)
                .build();
        try {
            JsonNode answer = JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            if (!answer.path("status").asString("").equals("success")) {
                throw new IllegalArgumentException(answer.path("error").asString("no answer of Prometheus'"));
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
