package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls a service over HTTP in the name of somebody, with JSON bodies. Every call blocks, three minutes at most, and throws
 * {@link UncheckedIOException} if there is no answer. Safe for any number of threads.
 */
public class ServiceApi {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String baseUrl;
    private final @Nullable String token;

    /**
     * @param baseUrl without a slash at its end
     * @param token null calls without one
     */
    public ServiceApi(String baseUrl, @Nullable String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    public final String baseUrl() {
        return baseUrl;
    }

    public final @Nullable String token() {
        return token;
    }

    public final Answer get(String path) {
        return send("GET", path, null);
    }

    public final Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** Posts under an idempotency key. */
    public final Answer post(String path, @Nullable String body, String key) {
        return send("POST", path, body, Map.of("Idempotency-Key", key));
    }

    public final Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public final Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, Map.of());
    }

    /** @param headers beside the token's, or instead of the usual {@code Content-Type} */
    public final Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
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
