package io.commercebackbone.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.messaging.outbox.OutboxOperations.ParkedKey;
import io.commercebackbone.messaging.outbox.RelayFixture.Instance;
import io.commercebackbone.messaging.outbox.Republishing.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does about the outbox. */
class OutboxOperationsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OPERATOR = "an operator";

    private RelayFixture fixture;
    private TopicReader topic;
    private Instance service;

    @BeforeEach
    void open() {
        fixture = RelayFixture.on(LocalKafka.shared(), Map.of("max.message.bytes", "2000"));
        topic = new TopicReader(fixture.kafka.bootstrapServers(), fixture.type.topic());
        service = fixture.instance("a");
    }

    @AfterEach
    void close() {
        topic.close();
        fixture.close();
    }

    @Test
    void eventsOfOneKeyAreSentAgainUnderTheirIdsAndNumbers() {
        UUID thing = service.newThing();
        UUID other = service.newThing();
        List.of(thing, other, thing, thing).forEach(service::change);
        await().atMost(SOON).until(() -> topic.records().size() == 4);
        List<String> before = identities(thing);

        assertThat(republishing()
                        .count(new Selection(thing.toString(), null, null))
                        .events())
                .isEqualTo(3);
        republishing().republish(new Selection(thing.toString(), null, null), OPERATOR);

        await().atMost(SOON).until(() -> topic.records().size() == 7);
        assertThat(identities(thing).subList(0, 3)).isEqualTo(before);
        assertThat(identities(thing).subList(3, 6)).isEqualTo(before);
        OutboxAudit.Entry entry = operations().audit(1).getFirst();
        assertThat(entry.by()).isEqualTo(OPERATOR);
        assertThat(entry.events()).isEqualTo(3);
        assertThat(entry.action()).isEqualTo("republish");
        assertThat(entry.what()).isEqualTo("key=" + thing);
    }

    @Test
    void eventsOfATimeAreSentAgainAndNoOthers() {
        UUID early = service.newThing();
        UUID late = service.newThing();
        service.change(early);
        Instant between = databaseTime();
        service.change(late);
        service.change(late);
        await().atMost(SOON).until(() -> topic.records().size() == 3);

        assertThat(republishing()
                        .republish(new Selection(null, between, null), OPERATOR)
                        .events())
                .isEqualTo(2);
        await().atMost(SOON).until(() -> topic.records().size() == 5);
        assertThat(republishing()
                        .republish(new Selection(null, null, between), OPERATOR)
                        .events())
                .isEqualTo(1);

        await().atMost(SOON).until(() -> topic.records().size() == 6);
        assertThat(identities(early)).hasSize(2);
        assertThat(identities(late)).hasSize(4);
    }

    @Test
    void aKeyThatCannotBeSentIsListedAndSkippingItsFirstEventReleasesTheRest() {
        UUID thing = parked();

        ParkedKey parked = operations().parked("", 10).getFirst();
        assertThat(parked.key()).isEqualTo(thing.toString());
        assertThat(parked.events()).isEqualTo(3);
        assertThat(parked.error()).contains("RecordTooLargeException");
        assertThat(operations().summary().parkedKeys()).isEqualTo(1);
        assertThat(operations().summary().oldest()).isNotNull();
        assertThat(operations().unsent(0, 10))
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.parked()).isTrue());

        assertThat(operations().skip(thing.toString(), UUID.randomUUID(), OPERATOR, "not this one"))
                .isEmpty();
        assertThat(operations().skip(thing.toString(), parked.firstEventId(), OPERATOR, "nobody needs it"))
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo(parked.firstId()));

        await().atMost(SOON)
                .until(() -> List.of(2, 3).equals(topic.changesInEffect().get(thing)));
        await().atMost(SOON).until(() -> operations().parked("", 10).isEmpty());
        service.change(thing);
        await().atMost(SOON)
                .until(() -> List.of(2, 3, 4).equals(topic.changesInEffect().get(thing)));
        assertThat(operations().skip(thing.toString(), null, OPERATOR, "again")).isEmpty();
        assertThat(operations().audit(10).getLast().reason()).isEqualTo("nobody needs it");
    }

    @Test
    void aParkedKeyIsTriedAtOnceWhenAskedFor() {
        service.stop();
        service = fixture.instance("b", "backbone.outbox.parked-retry=1h", "backbone.outbox.parked-retry-max=1h");
        UUID thing = parked();
        int attempts = operations().parked("", 1).getFirst().attempts();

        assertThat(operations().retry(null, OPERATOR)).isEqualTo(1);

        await().atMost(SOON).until(() -> operations().parked("", 1).getFirst().attempts() > attempts);
        assertThat(operations().retry(UUID.randomUUID().toString(), OPERATOR)).isZero();
        assertThat(topic.changesInEffect()).doesNotContainKey(thing);
    }

    /** A thing with three changes, the first of which is too large for the broker. */
    private UUID parked() {
        UUID thing = service.newThing();
        service.transaction.executeWithoutResult(status -> {
            service.jdbc.update("update thing set changes = 1 where id = ?", thing);
            service.outbox.append(OutgoingEvent.of(
                    fixture.type, thing, Instant.now(), new RelayFixture.Changed(thing, 1), "x".repeat(5_000)));
        });
        service.change(thing);
        service.change(thing);
        await().atMost(SOON)
                .until(() -> operations().parked("", 10).stream()
                                .mapToLong(ParkedKey::events)
                                .sum()
                        == 3);
        return thing;
    }

    private List<String> identities(UUID thing) {
        return topic.records().stream()
                .filter(it -> it.key().equals(thing.toString()))
                .map(OutboxOperationsIT::identity)
                .toList();
    }

    private static String identity(ConsumerRecord<?, ?> record) {
        return TopicReader.header(record, EventHeaders.ID) + " " + TopicReader.header(record, EventHeaders.SEQUENCE);
    }

    private Instant databaseTime() {
        return Objects.requireNonNull(service.jdbc.queryForObject("select clock_timestamp()", OffsetDateTime.class))
                .toInstant();
    }

    private OutboxOperations operations() {
        return service.context.getBean(OutboxOperations.class);
    }

    private Republishing republishing() {
        return service.context.getBean(Republishing.class);
    }
}
