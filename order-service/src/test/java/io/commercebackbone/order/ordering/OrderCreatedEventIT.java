package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.local.Answer;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an order says to the others, as it waits in the outbox; here without any Kafka. */
class OrderCreatedEventIT {

    private static final JsonMapper JSON = new JsonMapper();

    private static final RunningService service = RunningService.start("order_created_event");

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void withoutKafkaOrdersWorkAndTheirEventsWait() {
        assertThat(service.context().getBeanProvider(KafkaAdmin.class).getIfAvailable())
                .isNull();
        assertThat(service.context().getBeanProvider(ProducerFactory.class).getIfAvailable())
                .isNull();

        String order = placeOne().path("id").asString();

        assertThat(service.count("select count(*) from outbox where key = ? and topic = 'order-created'", order))
                .isEqualTo(1);
    }

    @Test
    void theEventFitsItsSchemaAndCarriesTheSampleFieldsAndNoOther() throws IOException {
        JsonNode order = placeOne();

        String payload = payload(order);

        assertThat(schema().validate(payload, InputFormat.JSON)).isEmpty();
        JsonNode sample = JSON.readTree(resource("/samples/order-created/1.json"));
        assertThat(JSON.readTree(payload).propertyNames()).isEqualTo(sample.propertyNames());
        assertThat(JSON.readTree(payload).path("items").get(0).propertyNames())
                .isEqualTo(sample.path("items").get(0).propertyNames());
    }

    @Test
    void theEventSaysWhatWasOrderedByWhom() {
        JsonNode order = placeOne();

        OrderCreatedEvent event =
                EventJson.read(payload(order).getBytes(StandardCharsets.UTF_8), OrderCreatedEvent.class);

        assertThat(event.orderId()).hasToString(order.path("id").asString());
        assertThat(event.userId()).hasToString(order.path("userId").asString());
        assertThat(event.items())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.quantity()).isBetween(1, 2));
        assertThat(event.productIds())
                .extracting(UUID::toString)
                .containsExactly(
                        order.path("items").get(0).path("productId").asString(),
                        order.path("items").get(1).path("productId").asString());
    }

    @Test
    void theEventHappenedWhenTheOrderWasCreatedAndBelongsToItsRequest() {
        JsonNode order = placeOne();

        Map<String, @Nullable Object> row = service.sql()
                .sql("select headers->>'ce_time' as time, headers->>'ce_type' as type, headers->>'ce_source' as "
                        + "source, headers->>'traceparent' as trace from outbox where key = ?")
                .param(order.path("id").asString())
                .query()
                .singleRow();

        assertThat(row)
                .containsEntry("time", order.path("createdAt").asString())
                .containsEntry("type", "order-created.v1")
                .containsEntry("source", "order-service");
        assertThat(String.valueOf(row.get("trace"))).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    private static JsonNode placeOne() {
        Api admin = service.admin();
        Answer placed = service.as(UUID.randomUUID())
                .post("/orders", """
                        {"items": [{"productId": "%s", "quantity": 2}, {"productId": "%s", "quantity": 1}]}""".formatted(admin.newProduct("pen", 100, 5), admin.newProduct("ink", 10, 5)));
        assertThat(placed.status()).isEqualTo(201);
        return placed.body();
    }

    private static String payload(JsonNode order) {
        return service.sql()
                .sql("select convert_from(payload, 'UTF8') from outbox where key = ?")
                .param(order.path("id").asString())
                .query(String.class)
                .single();
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()))
                .getSchema(resource(EventTypes.ORDER_CREATED.schemaResource()), InputFormat.JSON);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OrderCreatedEvent.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
