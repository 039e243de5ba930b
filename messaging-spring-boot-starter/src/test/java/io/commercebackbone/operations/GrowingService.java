package io.commercebackbone.operations;

import io.commercebackbone.events.EventType;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.messaging.consumer.EventReader;
import io.commercebackbone.messaging.consumer.PermanentFailure;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import io.commercebackbone.operations.GrownTopic.Grown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.Acknowledgment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that notes what has grown, with its operators' calls. */
final class GrowingService implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final String group;
    final UUID admin = UUID.randomUUID();
    private final ConfigurableApplicationContext context;

    private GrowingService(String group, ConfigurableApplicationContext context) {
        this.group = group;
        this.context = context;
    }

    static GrowingService start(String group, GrownTopic topic, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.application.name=" + group,
                "growth.topic=" + topic.name,
                "spring.kafka.bootstrap-servers=" + topic.broker.bootstrapServers(),
                "spring.security.oauth2.resourceserver.jwt.issuer-uri="
                        + LocalIssuer.shared().uri(),
                "spring.autoconfigure.exclude="
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                        + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "backbone.dead-letters.round-interval=20ms",
                "logging.level.io.commercebackbone.messaging.consumer=warn"));
        all.addAll(List.of(settings));
        return new GrowingService(
                group,
                new SpringApplicationBuilder(Service.class)
                        .run(all.stream().map(setting -> "--" + setting).toArray(String[]::new)));
    }

    /** What has grown, in this order, and what is refused. */
    static class Growth {

        final List<String> noted = new CopyOnWriteArrayList<>();
        volatile Predicate<Grown> refused = it -> false;

        void note(Grown grown) {
            if (refused.test(grown)) {
                throw new PermanentFailure("impossible", grown + " is not possible yet");
            }
            noted.add(grown.thing() + grown.size());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Growth growth() {
            return new Growth();
        }

        @Bean
        Object listener(Growth growth, EventReader reader, Environment environment) {
            EventType<Grown> type = new EventType<>(environment.getRequiredProperty("growth.topic"), 1, Grown.class);
            return "batch".equals(environment.getProperty("spring.kafka.listener.type"))
                    ? new Batches(growth, reader, type)
                    : new Records(growth, reader, type);
        }
    }

    record Records(Growth growth, EventReader reader, EventType<Grown> type) {

        @KafkaListener(topics = "${growth.topic}")
        void on(ConsumerRecord<String, byte[]> record, Acknowledgment acknowledgment) {
            growth.note(reader.read(record, type).body());
            acknowledgment.acknowledge();
        }
    }

    record Batches(Growth growth, EventReader reader, EventType<Grown> type) {

        @KafkaListener(topics = "${growth.topic}")
        void on(List<ConsumerRecord<String, byte[]>> records, Acknowledgment acknowledgment) {
            int index = 0;
            for (ReceivedEvent<Grown> event : reader.readAll(records, type).events()) {
                try {
                    growth.note(event.body());
                } catch (PermanentFailure e) {
                    throw new BatchListenerFailedException("refused", e, index);
                }
                index++;
            }
            acknowledgment.acknowledge();
        }
    }

    /** What an HTTP call came to. */
    record Answer(int status, JsonNode body) {}

    Growth growth() {
        return context.getBean(Growth.class);
    }

    Answer get(String path) {
        return call("GET", path, null, LocalIssuer.shared().token(admin, "admin"));
    }

    Answer post(String path, String body) {
        return call("POST", path, body, LocalIssuer.shared().token(admin, "admin"));
    }

    /** @param path behind {@code /admin/<service>} */
    Answer call(String method, String path, @Nullable String body, String token) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/admin/" + group + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The dead letters, each as {@code key state attempts}. */
    List<String> letters(String query) {
        List<String> letters = new ArrayList<>();
        get("/dead-letters?limit=500" + query)
                .body()
                .path("items")
                .forEach(it -> letters.add(it.path("key").asString() + " "
                        + it.path("state").asString() + " "
                        + it.path("attempts").asInt()));
        return letters;
    }

    List<String> letters() {
        return letters("");
    }

    String firstId(String query) {
        return get("/dead-letters?limit=1" + query)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    @Override
    public void close() {
        context.close();
    }
}
