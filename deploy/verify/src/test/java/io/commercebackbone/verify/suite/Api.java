package io.commercebackbone.verify.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a service over HTTP under a token. */
public record Api(String url, String token) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** What came back. */
    public record Answer(int status, String text, Map<String, String> headers) {

        public JsonNode body() {
            return JsonMapper.shared().readTree(text);
        }

        public String text(String field) {
            return body().path(field).asString("");
        }

        /** The stable code of a problem. */
        public String code() {
            return text("code");
        }

        /** The answer itself, if it has this status. */
        public Answer require(int expected) {
            if (status != expected) {
                throw new IllegalStateException("answered %s instead of %s: %s".formatted(status, expected, text));
            }
            return this;
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** @throws UncheckedIOException if there was no answer: then nobody knows what became of it */
    public Answer post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Posts under an idempotency key. */
    public Answer post(String path, String body, String key) {
        return send(request(path).header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = response.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(
                            header -> header.getKey().toLowerCase(Locale.ROOT),
                            header -> header.getValue().getFirst()));
            return new Answer(response.statusCode(), response.body(), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
