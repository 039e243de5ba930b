package io.commercebackbone.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a service over HTTP in the name of somebody. */
public record Api(String baseUrl, @Nullable String token) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode body() {
            return JSON.readTree(response.body());
        }

        /** The stable code of a problem. */
        public String code() {
            return body().path("code").asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** Puts money into the caller's balance. */
    public void charge(long amount) {
        Answer answer = post("/balances/me/charges", "{\"amount\": %d}".formatted(amount));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.response().body());
        }
    }

    /** What the caller has. */
    public BigDecimal balance() {
        return get("/balances/me").body().path("balance").decimalValue();
    }

    /** Pays an order without a key. */
    public Answer pay(UUID order) {
        return post("/payments", "{\"orderId\": \"%s\"}".formatted(order));
    }

    /** Pays an order under a key. */
    public Answer pay(UUID order, String key) {
        return send("POST", "/payments", "{\"orderId\": \"%s\"}".formatted(order), Map.of("Idempotency-Key", key));
    }

    /** The shipment of an order of the caller. */
    public UUID shipmentOf(UUID order) {
        return UUID.fromString(get("/shipments?orderId=" + order)
                .body()
                .path("items")
                .get(0)
                .path("id")
                .asString());
    }

    public Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, Map.of());
    }

    public Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(
                        method.toUpperCase(Locale.ROOT),
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
