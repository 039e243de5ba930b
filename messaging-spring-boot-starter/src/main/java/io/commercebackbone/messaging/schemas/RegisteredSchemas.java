package io.commercebackbone.messaging.schemas;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.commercebackbone.events.EventType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of a registry, by event. One that was had is kept until the process ends: under the registry's rule the schema
 * of an event never comes to mean something else. One that could not be had is asked for again after a while, which is said
 * once.
 */
final class RegisteredSchemas implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RegisteredSchemas.class);

    private final URI registry;
    private final Duration timeout;
    private final Duration retryInterval;
    private final Clock clock;
    private final HttpClient http;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> missing = new ConcurrentHashMap<>();

    RegisteredSchemas(SchemaProperties properties, Clock clock) {
        this.registry = Objects.requireNonNull(properties.registry(), "registry");
        this.timeout = properties.timeout();
        this.retryInterval = properties.retryInterval();
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** The schema of an event; empty while it cannot be had. */
    Optional<Schema> of(EventType<?> type) {
        String event = type.wireName();
        Schema schema = known.get(event);
        return schema == null ? asked(event) : Optional.of(schema);
    }

    private synchronized Optional<Schema> asked(String event) {
        Instant missed = missing.get(event);
        if (known.containsKey(event) || (missed != null && clock.instant().isBefore(missed.plus(retryInterval)))) {
            return Optional.ofNullable(known.get(event));
        }
        try {
            Schema schema = compiled(fetched(event));
            known.put(event, schema);
            if (missing.remove(event) != null) {
                log.info("Schema registry - schema is there: event={}, registry={}", event, registry);
            }
            return Optional.of(schema);
        } catch (IOException | RuntimeException e) {
            if (missing.put(event, clock.instant()) == null) {
                log.warn(
                        "Schema registry - no schema, events are processed unchecked until there is one: event={},"
                                + " registry={}, error={}",
                        event,
                        registry,
                        e.toString());
            }
            return Optional.empty();
        }
    }

    private String fetched(String event) throws IOException {
        URI content = URI.create("%s/apis/registry/v3/groups/%s/artifacts/%s/versions/branch=latest/content"
                .formatted(registry, EventType.REGISTRY_GROUP, event));
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(content).timeout(timeout).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Schema compiled(String content) {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7, builder -> builder.schemaRegistryConfig(config))
                .getSchema(content, InputFormat.JSON);
        schema.initializeValidators();
        return schema;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
