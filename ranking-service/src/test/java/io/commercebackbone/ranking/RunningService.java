package io.commercebackbone.ranking;

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

    static final String GROUP = "ranking-service";
    static final SharedBroker BROKER = SharedBroker.with(Topics.all(), Topics.PARTITIONS);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final String token = LocalIssuer.shared().token(UUID.randomUUID());

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** What an HTTP call came to. */
    record Answer(int status, HttpHeaders headers, JsonNode body) {}

    /** Starts it with more settings than {@link #settings()}, as command-line arguments. */
    static RunningService start(String... more) {
        List<String> arguments = new ArrayList<>(settings());
        arguments.addAll(List.of(more));
        return new RunningService(
                new SpringApplicationBuilder(RankingServiceApplication.class).run(arguments.toArray(String[]::new)));
    }

    /** Where the tests' servers are, and waits shortened to what a test can wait. */
    static List<String> settings() {
        return List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
                "--spring.data.redis.port=" + LocalRedis.shared().port(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri="
                        + LocalIssuer.shared().uri(),
                "--backbone.consumer.max-backoff=500ms",
                // a kept sum is over before a test can have waited for anything
                "--ranking.window-freshness=1ms");
    }

    Answer get(String path) {
        return call(request(path).header("Authorization", "Bearer " + token).build());
    }

    Answer getWithoutToken(String path) {
        return call(request(path).build());
    }

    /** Returns when requests reach Redis again: a moment after it is back. */
    void awaitAnswers() {
        await().atMost(Duration.ofSeconds(20)).until(() -> get("/rankings").status() == 200);
    }

    /** Units sold of a product in the last three days: safe at midnight. */
    long score(UUID product) {
        Answer answer = get("/rankings/products/" + product + "?window=3d");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("score").asLong();
    }

    /** The value of a metric as Prometheus reads it, summed over its tags; 0 if there is none. */
    double metric(String name) {
        return send(request("/actuator/prometheus").build())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static Answer call(HttpRequest request) {
        HttpResponse<String> response = send(request);
        HttpHeaders headers = new HttpHeaders();
        response.headers().map().forEach(headers::addAll);
        return new Answer(response.statusCode(), headers, JSON.readTree(response.body()));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
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
