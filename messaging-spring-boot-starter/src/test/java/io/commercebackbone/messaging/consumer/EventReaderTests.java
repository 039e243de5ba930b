package io.commercebackbone.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventVersions;
import io.commercebackbone.messaging.schemas.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;

class EventReaderTests {

    private static final String BODY = "{\"thing\":\"0199a0c4-5b1e-7c3a-9d52-6f0a7b1c2d3e\",\"size\":3}";

    private final EventType<Grown> grown = new EventType<>("grown", 1, Grown.class);
    private final EventReader reader = new EventReader(SchemaCheck.NONE);

    private final EventType<Measured> measured = new EventType<>("grown", 2, Measured.class);
    private final EventVersions<Measured> versions =
            EventVersions.of(measured).and(grown, old -> new Measured(old.thing(), old.size(), "cm"));

    record Grown(UUID thing, int size) {}

    /** The next version: what was called size is called height, and has a unit. */
    record Measured(UUID thing, int height, String unit) {
        Measured {
            if (height > 1_000) {
                throw new IllegalArgumentException("nothing is that high");
            }
        }
    }

    @Test
    void readsAnEventOfItsHeadersAndBody() {
        ReceivedEvent<Grown> event = reader.read(record(BODY), grown);

        assertThat(event.sequence()).isEqualTo(42);
        assertThat(event.source()).isEqualTo("thing-service");
        assertThat(event.time()).isEqualTo("2026-11-22T01:02:03.123456Z");
        assertThat(event.body().size()).isEqualTo(3);
        assertThat(event.traceparent()).isNull();
    }

    @Test
    void refusesWhatIsNoEventForGood() {
        assertCause(record("not json"), "undecodable");
        assertCause(record(null), "undecodable");
        assertCause(record("null"), "undecodable");
        assertCause(record("[]"), "undecodable");
        assertCause(record("{\"thing\":\"x\",\"size\":3}"), "undecodable");
        assertCause(record("{\"thing\":null,\"size\":null}"), "undecodable");
        assertCause(record(BODY + "{}"), "undecodable");
        assertCause(with(record(BODY), "ce_type", "grown.v2"), "unknown-type");
        assertCause(with(record(BODY), "ce_sequence", "0"), "undecodable");
        assertCause(with(record(BODY), "ce_sequence", "many"), "undecodable");
        assertCause(with(record(BODY), "ce_time", "yesterday"), "undecodable");
        assertCause(with(record(BODY), "ce_time", "+12345-01-01T00:00:00Z"), "undecodable");
        assertCause(with(record(BODY), "ce_time", "1969-12-31T23:59:59Z"), "undecodable");
        assertCause(with(record(BODY), "ce_source", "s".repeat(101)), "undecodable");
        assertCause(with(record(BODY), "ce_id", "1"), "undecodable");
    }

    @Test
    void refusesARecordThatLacksAHeader() {
        for (String name : List.of("ce_id", "ce_source", "ce_type", "ce_time", "ce_sequence")) {
            ConsumerRecord<String, byte[]> record = record(BODY);
            record.headers().remove(name);

            assertCause(record, "missing-header");
        }
    }

    @Test
    void readsABatchUpToTheFirstRecordThatItCannotRead() {
        EventBatch<Grown> batch = reader.readAll(List.of(record(BODY), record(BODY), record("?"), record(BODY)), grown);

        assertThat(batch.events()).hasSize(2);
        assertThatThrownBy(batch::throwIfIncomplete)
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        e -> assertThat(e.getIndex()).isEqualTo(2))
                .hasCauseInstanceOf(PermanentFailure.class);
    }

    @Test
    void anOlderVersionIsMadeIntoTheCurrentOne() {
        ConsumerRecord<String, byte[]> old = record(BODY);
        ConsumerRecord<String, byte[]> current = with(
                record("{\"thing\":\"0199a0c4-5b1e-7c3a-9d52-6f0a7b1c2d3e\",\"height\":4,\"unit\":\"m\"}"),
                "ce_type",
                "grown.v2");

        EventBatch<Measured> batch = reader.readAll(List.of(old, current), versions);

        assertThat(batch.failure()).isNull();
        assertThat(batch.events())
                .extracting(event -> event.body().height() + event.body().unit())
                .containsExactly("3cm", "4m");
        assertThat(batch.events().getFirst().sequence()).isEqualTo(42);
    }

    @Test
    void aVersionThatIsNotAcceptedIsRefusedForGood() {
        ConsumerRecord<String, byte[]> later = with(record(BODY), "ce_type", "grown.v3");

        assertThat(reader.readAll(List.of(record(BODY), later), versions).events())
                .hasSize(1);
        assertThatThrownBy(() -> reader.read(later, versions))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        e -> assertThat(e.failureCause()).isEqualTo("unknown-type"))
                .hasMessage("expected grown.v2 but got grown.v3");
    }

    @Test
    void anOlderVersionThatMakesNoCurrentOneIsRefusedForGood() {
        ConsumerRecord<String, byte[]> tooHigh = record(BODY.replace(":3}", ":3000}"));

        assertThatThrownBy(() -> reader.read(tooHigh, versions))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        e -> assertThat(e.failureCause()).isEqualTo("undecodable"))
                .hasMessage("not a grown.v1: nothing is that high");
    }

    @Test
    void whatItsSchemaForbidsIsRefusedForGoodAfterWhatCannotBeReadAtAll() {
        EventReader strict = new EventReader((type, record) -> Optional.of(type.wireName() + " forbids it"));

        assertThatThrownBy(() -> strict.read(record(BODY), versions))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        e -> assertThat(e.failureCause()).isEqualTo("schema-violation"))
                .hasMessage("does not fit the schema of grown.v1: grown.v1 forbids it");
        assertThatThrownBy(() -> strict.read(record("not json"), versions))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        e -> assertThat(e.failureCause()).isEqualTo("undecodable"));
    }

    private void assertCause(ConsumerRecord<String, byte[]> record, String cause) {
        assertThatThrownBy(() -> reader.read(record, grown))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        e -> assertThat(e.failureCause()).as(e.getMessage()).isEqualTo(cause));
    }

    private static ConsumerRecord<String, byte[]> record(@Nullable String body) {
        byte[] value = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("grown", 0, 0, "key", value);
        with(record, "ce_id", "0199a0c4-5b1e-7c3a-9d52-000000000001");
        with(record, "ce_source", "thing-service");
        with(record, "ce_type", "grown.v1");
        with(record, "ce_time", "2026-11-22T01:02:03.123456Z");
        return with(record, "ce_sequence", "42");
    }

    private static ConsumerRecord<String, byte[]> with(
            ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().remove(name);
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
