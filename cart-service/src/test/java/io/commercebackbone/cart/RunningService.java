package io.commercebackbone.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it is deployed, alone, on a free port, with the tests' servers; and a client of it. */
final class RunningService implements AutoCloseable {

    static final String GROUP = "cart-service";
    static final SharedBroker BROKER = SharedBroker.with(Topics.all(), Topics.PARTITIONS);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** What an HTTP call came to; the body of an empty answer is a missing node. */
    record Answer(int status, HttpHeaders headers, JsonNode body) {}

    /** Starts it with more settings than {@link #settings()}, as command-line arguments. */
    static RunningService start(String... more) {
        List<String> arguments = new ArrayList<>(settings());
        arguments.addAll(List.of(more));
        return new RunningService(
                new SpringApplicationBuilder(CartServiceApplication.class).run(arguments.toArray(String[]::new)));
    }

    /** Where the tests' servers are, and waits shortened to what a test can wait. */
    static List<String> settings() {
        return List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
                "--spring.data.redis.port=" + LocalRedis.shared().port(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri="
                        + LocalIssuer.shared().uri(),
                "--backbone.consumer.max-backoff=500ms");
    }

    Answer get(UUID user) {
        return call(request(user, "/carts/me").GET());
    }

    Answer put(UUID user, UUID product, int quantity) {
        return put(user, product.toString(), "{\"quantity\":" + quantity + "}");
    }

    Answer put(UUID user, String product, String body) {
        return call(request(user, "/carts/me/items/" + product)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    Answer delete(UUID user, String path) {
        return call(request(user, path).DELETE());
    }

    Answer getWithoutToken(String path) {
        return call(request(path).GET());
    }

    /** Returns when requests reach Redis again: a moment after it is back. */
    void awaitAnswers() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(UUID.randomUUID()).status() == 200);
    }

    /** The products in a user's cart, in its order. */
    List<UUID> products(UUID user) {
        List<UUID> products = new ArrayList<>();
        Answer answer = get(user);
        assertThat(answer.status()).isEqualTo(200);
        answer.body()
                .path("items")
                .forEach(it -> products.add(UUID.fromString(it.path("productId").asString())));
        return products;
    }

    /** The value of a metric as Prometheus reads it, summed over its tags; 0 if there is none. */
    double metric(String name) {
        return send(request("/actuator/prometheus").GET())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private HttpRequest.Builder request(UUID user, String path) {
        return request(path)
                .header("Authorization", "Bearer " + LocalIssuer.shared().token(user));
    }

    private HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static Answer call(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        HttpHeaders headers = new HttpHeaders();
        response.headers().map().forEach(headers::addAll);
        return new Answer(response.statusCode(), headers, JSON.readTree(response.body()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
