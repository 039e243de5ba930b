package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.PaymentFailedEvent;
import io.commercebackbone.events.ShippingStartedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.openapi.DescribedService;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What payments and shipments say to the others, as it arrives on a real broker. */
class PaymentEventsIT implements DescribedService {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final SharedBroker broker = SharedBroker.with(
            List.of(Topics.PAYMENT_COMPLETED, Topics.PAYMENT_FAILED, Topics.SHIPPING_STARTED), Topics.PARTITIONS);
    private static final RunningService service = RunningService.start(
            "payment_events",
            orders,
            "spring.kafka.enabled=true",
            "spring.kafka.bootstrap-servers=" + broker.bootstrapServers());

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @Override
    public String description() {
        return service.anonymous().get("/v3/api-docs").text();
    }

    @Test
    void aPaymentThatCompletedSaysSo() throws IOException {
        user.charge(100);
        UUID order = orders.newOrder(userId, 100);

        JsonNode payment = user.pay(order).body();

        ConsumerRecord<String, byte[]> record = published(EventTypes.PAYMENT_COMPLETED, order);
        assertThat(header(record, EventHeaders.TIME))
                .isEqualTo(payment.path("paidAt").asString());
        assertThat(EventJson.read(record.value(), PaymentCompletedEvent.class))
                .isEqualTo(new PaymentCompletedEvent(
                        order,
                        userId,
                        UUID.fromString(payment.path("id").asString()),
                        UUID.fromString(payment.path("shipmentId").asString()),
                        1,
                        BigDecimal.valueOf(100),
                        "KRW"));
    }

    @Test
    void aPaymentThatFailedSaysSo() throws IOException {
        UUID order = orders.newOrder(userId, 100);

        user.pay(order);

        ConsumerRecord<String, byte[]> record = published(EventTypes.PAYMENT_FAILED, order);
        assertThat(EventJson.read(record.value(), PaymentFailedEvent.class))
                .isEqualTo(new PaymentFailedEvent(order, userId, 1, "INSUFFICIENT_BALANCE"));
    }

    @Test
    void aShipmentThatLeftSaysSoAfterThePayment() throws IOException {
        UUID order = orders.newOrder(userId, 0);
        user.pay(order);
        UUID shipment = user.shipmentOf(order);

        service.admin().post("/admin/shipments/" + shipment + "/start", "{\"trackingNumber\":\"KR-9\"}");

        ConsumerRecord<String, byte[]> record = published(EventTypes.SHIPPING_STARTED, order);
        assertThat(EventJson.read(record.value(), ShippingStartedEvent.class))
                .isEqualTo(new ShippingStartedEvent(order, userId, shipment, "KR-9"));
        assertThat(number(record)).isGreaterThan(number(published(EventTypes.PAYMENT_COMPLETED, order)));
    }

    /** The one record of an order in a topic, which fits its schema and carries the sample's fields and no other. */
    private static ConsumerRecord<String, byte[]> published(EventType<?> type, UUID order) throws IOException {
        await().atMost(SOON).until(() -> !recordsOf(type, order).isEmpty());
        ConsumerRecord<String, byte[]> record = recordsOf(type, order).getFirst();
        String payload = new String(record.value(), StandardCharsets.UTF_8);
        assertThat(schema(type).validate(payload, InputFormat.JSON)).isEmpty();
        JsonNode sample = JSON.readTree(resource("/samples/" + type.topic() + "/1.json"));
        assertThat(JSON.readTree(payload).propertyNames()).isEqualTo(sample.propertyNames());
        assertThat(header(record, EventHeaders.TYPE)).isEqualTo(type.wireName());
        assertThat(header(record, EventHeaders.SOURCE)).isEqualTo("payment-service");
        assertThat(header(record, EventHeaders.SUBJECT)).isEqualTo(order.toString());
        assertThat(header(record, EventHeaders.TRACE_PARENT)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        return record;
    }

    private static List<ConsumerRecord<String, byte[]>> recordsOf(EventType<?> type, UUID order) {
        return broker.read(type.topic()).stream()
                .filter(record -> order.toString().equals(record.key()))
                .toList();
    }

    private static long number(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(header(record, EventHeaders.SEQUENCE));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Schema schema(EventType<?> type) throws IOException {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()))
                .getSchema(resource(type.schemaResource()), InputFormat.JSON);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = EventType.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
