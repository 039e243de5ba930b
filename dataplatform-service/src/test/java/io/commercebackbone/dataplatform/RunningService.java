package io.commercebackbone.dataplatform;

import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as it is deployed, alone, on a free port, with the tests' servers; and a client of it. Its log is the same
 * for all tests of a JVM, as its topic is.
 */
final class RunningService implements AutoCloseable {

    static final String GROUP = "dataplatform-service";
    static final SharedBroker BROKER = SharedBroker.with(Topics.all(), Topics.PARTITIONS);
    private static final String DATABASE = "dataplatform";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final String token = LocalIssuer.shared().token(UUID.randomUUID(), "admin");

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** What an HTTP call came to. */
    record Answer(int status, HttpHeaders headers, JsonNode body) {}

    /** Makes it read the partitions side by side, as it is deployed. */
    static final String AS_DEPLOYED = "--spring.kafka.listener.concurrency=3";

    /**
     * Starts it with more settings than {@link #settings}, as command-line arguments. It has one thread unless they say
     * {@link #AS_DEPLOYED}: one member joins its group at once, three need some heartbeats until each has its partition.
     */
    static RunningService start(String platformUrl, String... more) {
        List<String> arguments = new ArrayList<>(settings(platformUrl));
        arguments.addAll(List.of(more));
        if (!arguments.contains(AS_DEPLOYED)) {
            arguments.add("--spring.kafka.listener.concurrency=1");
        }
        return new RunningService(new SpringApplicationBuilder(DataPlatformServiceApplication.class)
                .run(arguments.toArray(String[]::new)));
    }

    /** Where the tests' servers are, and waits shortened to what a test can wait. */
    static List<String> settings(String platformUrl) {
        return List.of(
                "--server.port=0",
                "--platform.url=" + platformUrl,
                "--platform.secret=only-for-tests-0123456789abcdefgh",
                "--platform.timeout=1s",
                "--platform.breaker.open-for=1s",
                "--spring.datasource.url=" + LocalPostgres.shared().createDatabase(DATABASE),
                "--spring.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri="
                        + LocalIssuer.shared().uri(),
                "--backbone.consumer.max-backoff=500ms");
    }

    /** The log, seen from outside the service. */
    static JdbcClient sql() {
        return JdbcClient.create(
                new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(DATABASE), DATABASE, DATABASE));
    }

    /** Returns when the group has committed everything there is. */
    static void awaitDrained() {
        BROKER.awaitDrained(GROUP, Topics.PAYMENT_COMPLETED);
    }

    static long deadLetters() {
        return BROKER.size(Topics.deadLettersOf(Topics.PAYMENT_COMPLETED));
    }

    Answer get(String path) {
        return get(path, token);
    }

    Answer get(String path, String bearer) {
        return call(request(path).header("Authorization", "Bearer " + bearer).build());
    }

    Answer getWithoutToken(String path) {
        return call(request(path).build());
    }

    /** Whether the listener's container reads nothing just now. */
    boolean paused() {
        return context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainers().stream()
                .allMatch(it -> it.isContainerPaused());
    }

    /** The value of a metric as Prometheus reads it, summed over those of its series that have all of these tags. */
    double metric(String name, String... tags) {
        return send(request("/actuator/prometheus").build())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    boolean breakerIs(String state) {
        return metric("resilience4j_circuitbreaker_state", "state=\"" + state + "\"") == 1;
    }

    /** Returns when so many more records have failed for a while. */
    void awaitFailures(int more) {
        double before = failures();
        await().atMost(Duration.ofSeconds(60)).until(() -> failures() >= before + more);
    }

    private double failures() {
        return metric("backbone_consumer_failures_total", "kind=\"transient\"");
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
