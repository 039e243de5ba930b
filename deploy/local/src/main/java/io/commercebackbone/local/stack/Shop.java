package io.commercebackbone.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client of the suite does over HTTP: gets tokens from the issuer and calls the gateway. */
final class Shop implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CLIENT = "demo:demo";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String gateway;
    private final String issuer;

    Shop(String gateway, String issuer) {
        this.gateway = gateway;
        this.issuer = issuer;
    }

    /** A token for a user. */
    String token(UUID user, boolean admin) {
        String form = "grant_type=client_credentials&user=" + user + (admin ? "&roles=admin" : "");
        String basic = Base64.getEncoder().encodeToString(CLIENT.getBytes(StandardCharsets.UTF_8));
        return call(HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .path("access_token")
                .asString();
    }

    JsonNode get(String token, String path) {
        return call(authorized(token, path).GET());
    }

    JsonNode send(String method, String token, String path, Map<String, ?> body) {
        return call(authorized(token, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** What the outside platform has got so far. */
    String received(String platform) {
        return call(HttpRequest.newBuilder(URI.create(platform + "/received")).GET())
                .toString();
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder authorized(String token, String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode call(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(LIMIT).build();
        String what = request.method() + " " + request.uri();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new StackProblem(what + " answered " + response.statusCode() + " "
                        + response.body().replace('\n', ' ') + ": see `stack status` and `stack logs NAME`");
            }
            return JSON.readTree(response.body());
        } catch (IOException | JacksonException e) {
            throw new StackProblem(
                    what + " failed (" + e.getMessage() + "): see `stack status`; `stack up` starts all", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem(what + " was interrupted", e);
        }
    }
}
