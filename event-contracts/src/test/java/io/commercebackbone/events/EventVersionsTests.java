package io.commercebackbone.events;

import static io.commercebackbone.events.EventFormats.JSON;
import static io.commercebackbone.events.EventFormats.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** Changing versions: old and new readers and writers side by side, on a version 2 that adds, renames and drops a field. */
class EventVersionsTests {

    private static final Path MAIN = Path.of("src/main/resources");
    private static final Path NEXT = Path.of("src/test/resources/next");

    private final String sample1 = read(MAIN.resolve("samples/order-created/1.json"));
    private final String sample2 = read(NEXT.resolve("samples/order-created/2.json"));
    private final String schema1 = read(MAIN.resolve("schemas/order-created/1.json"));
    private final String schema2 = read(NEXT.resolve("schemas/order-created/2.json"));
    private final OrderCreatedV2 event2 = JSON.readValue(sample2, OrderCreatedV2.class);
    private final String inTransition = JSON.writeValueAsString(OrderCreatedInTransition.of(event2));

    @Test
    void aReaderOfVersion1ReadsWhatAWriterOfVersion2PublishesMeanwhile() {
        OrderCreatedEvent read = JSON.readValue(inTransition, OrderCreatedEvent.class);

        assertThat(read).isEqualTo(toVersion1(event2));
        assertThat(OrderCreatedInTransition.TYPE.wireName()).isEqualTo(EventTypes.ORDER_CREATED.wireName());
    }

    @Test
    void aReaderOfVersion2ReadsTheSameRecordWithoutLoss() {
        assertThat(asVersion2("order-created.v1", inTransition)).contains(event2);
    }

    @Test
    void aReaderOfVersion2ReadsWhatAWriterOfVersion1Publishes() {
        OrderCreatedEvent event1 = JSON.readValue(sample1, OrderCreatedEvent.class);

        assertThat(asVersion2("order-created.v1", sample1))
                .contains(new OrderCreatedV2(
                        event1.orderId(), event1.userId(), OrderCreatedV2.UNKNOWN_CHANNEL, event1.items()));
    }

    @Test
    void aReaderOfVersion2ReadsItsOwnVersion() {
        assertThat(asVersion2("order-created.v2", sample2)).contains(event2);
        assertThat(OrderCreatedV2.VERSIONS.current()).isEqualTo(OrderCreatedV2.TYPE);
    }

    @Test
    void whatIsPublishedMeanwhileFitsBothSchemas() {
        assertThat(errors(schema1, inTransition)).isEmpty();
        assertThat(errors(schema2, inTransition)).isEmpty();
    }

    @Test
    void withoutThatNeitherVersionIsTheOther() {
        assertThat(errors(schema2, sample2)).isEmpty();
        assertThat(errors(schema1, sample2)).isNotEmpty();
        assertThat(errors(schema2, sample1)).isNotEmpty();
        assertThatThrownBy(() -> JSON.readValue(sample2, OrderCreatedEvent.class))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> JSON.readValue(sample1, OrderCreatedV2.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void aVersionThatIsNotAcceptedIsNamedByNoOther() {
        assertThat(EventVersions.of(EventTypes.ORDER_CREATED).named("order-created.v2"))
                .isEmpty();
        assertThat(OrderCreatedV2.VERSIONS.named("order-created.v3")).isEmpty();
    }

    @Test
    void onlyOlderVersionsOfTheSameEventAreAcceptedBeside() {
        EventVersions<OrderCreatedEvent> version1 = EventVersions.of(EventTypes.ORDER_CREATED);

        assertThatThrownBy(() -> version1.and(OrderCreatedV2.TYPE, EventVersionsTests::toVersion1))
                .hasMessageContaining("order-created.v2 is no older version of order-created.v1");
        assertThatThrownBy(() -> OrderCreatedV2.VERSIONS.and(EventTypes.SHIPPING_STARTED, event -> event2))
                .hasMessageContaining("shipping-started.v1 is no older version");
        assertThatThrownBy(() -> OrderCreatedV2.VERSIONS.and(EventTypes.ORDER_CREATED, event -> event2))
                .hasMessageContaining("accepted already");
    }

    private static OrderCreatedEvent toVersion1(OrderCreatedV2 event) {
        return OrderCreatedEvent.of(event.orderId(), event.customerId(), event.items());
    }

    private static Optional<OrderCreatedV2> asVersion2(String wireName, String body) {
        return OrderCreatedV2.VERSIONS.named(wireName).map(accepted -> upcast(accepted, body));
    }

    private static <O> OrderCreatedV2 upcast(EventVersions.Accepted<O, OrderCreatedV2> accepted, String body) {
        return accepted.upcast().apply(JSON.readValue(body, accepted.type().body()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
