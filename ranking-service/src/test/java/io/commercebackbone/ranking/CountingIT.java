package io.commercebackbone.ranking;

import static io.commercebackbone.ranking.OrderEvents.cancelled;
import static io.commercebackbone.ranking.OrderEvents.copy;
import static io.commercebackbone.ranking.OrderEvents.ordered;
import static io.commercebackbone.ranking.OrderEvents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.SharedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event counts once, whatever is delivered how often and whatever fails; record by record as in batches. */
@ParameterizedClass(name = "max.poll.records={0}")
@ValueSource(ints = {1, 500})
class CountingIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // started before the first test of each poll size
    private static RunningService service;

    @Parameter
    private int pollSize;

    private final SharedBroker broker = RunningService.BROKER;
    private final UUID product = UUID.randomUUID();

    @BeforeParameterizedClassInvocation
    static void start(int pollSize) {
        service = RunningService.start(withPollSize(pollSize));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
    }

    private static String withPollSize(int pollSize) {
        return "spring.kafka.consumer.max-poll-records=" + pollSize;
    }

    @Test
    void countsTheUnitsOfEveryOrderOnce() {
        List<ProducerRecord<String, byte[]>> orders = orders(200, 3);
        List<ProducerRecord<String, byte[]>> deliveredTwice = new ArrayList<>(orders);
        deliveredTwice.addAll(orders);
        Collections.shuffle(deliveredTwice);
        double duplicatesBefore = service.metric("ranking_events_duplicate_total");

        broker.send(deliveredTwice);

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(service.score(product)).isEqualTo(600);
        assertThat(service.metric("ranking_events_duplicate_total") - duplicatesBefore)
                .isEqualTo(200);
    }

    @Test
    void tellsEventsOfDifferentSourcesApart() {
        ProducerRecord<String, byte[]> order = ordered(product, 1);

        broker.send(order);
        broker.send(with(order, EventHeaders.SOURCE, "another-service"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.score(product)).isEqualTo(2));
    }

    @Test
    void aCancelledOrderIsTakenBackOnceInWhateverOrderTheEventsAreRead() {
        Instant orderedAt = Instant.now().minus(Duration.ofHours(30));
        ProducerRecord<String, byte[]> cancellation = cancelled(product, 5, orderedAt);

        broker.send(List.of(cancellation, cancellation));
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CANCELLED);
        assertThat(service.score(product)).isZero();
        broker.send(List.of(ordered(product, 5, orderedAt), ordered(product, 2, orderedAt)));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.score(product)).isEqualTo(2));
    }

    @Test
    void anOutageOfRedisLosesNothingAndDeadLettersNothing() {
        LocalRedis redis = LocalRedis.shared();
        broker.send(orders(50, 1));
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        long deadLetters = broker.size(Topics.deadLettersOf(Topics.ORDER_CREATED));
        long committed = broker.committed(RunningService.GROUP, Topics.ORDER_CREATED);
        double failures = service.metric("backbone_consumer_failures_total");

        redis.kill();
        broker.send(orders(150, 1));
        await().atMost(SOON).until(() -> service.metric("backbone_consumer_failures_total") >= failures + 4);
        assertThat(broker.committed(RunningService.GROUP, Topics.ORDER_CREATED)).isEqualTo(committed);
        redis.restart();
        service.awaitAnswers();

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(service.score(product)).isEqualTo(200);
        assertThat(broker.size(Topics.deadLettersOf(Topics.ORDER_CREATED))).isEqualTo(deadLetters);
    }

    @Test
    void aRedisThatHangsLosesNothingEither() {
        LocalRedis redis = LocalRedis.shared();
        double failures = service.metric("backbone_consumer_failures_total");

        redis.pause();
        try {
            broker.send(orders(20, 1));
            await().atMost(SOON).until(() -> service.metric("backbone_consumer_failures_total") >= failures + 2);
        } finally {
            redis.resume();
        }
        service.awaitAnswers();

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(service.score(product)).isEqualTo(20);
    }

    @Test
    void aRecordThatIsNoEventIsDeadLetteredAtOnceAndThePartitionGoesOn() {
        ProducerRecord<String, byte[]> template = onPartition(1, ordered(product, 1));
        List<ProducerRecord<String, byte[]>> poison = List.of(
                poison(template, "not JSON"),
                poison(template, "{\"orderId\":\"" + UUID.randomUUID() + "\",\"items\":[]}"),
                with(renamed(template), EventHeaders.TYPE, "order-created.v99"),
                with(renamed(template), EventHeaders.SEQUENCE, "-1"),
                with(renamed(template), EventHeaders.TIME, "yesterday"));
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        poison.forEach(it -> records.addAll(List.of(onPartition(1, ordered(product, 1)), it)));
        records.add(onPartition(1, ordered(product, 1)));

        broker.send(records);

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(service.score(product)).isEqualTo(6);
        assertThat(poison)
                .extracting(it -> cause(letter(it.key())))
                .containsExactly("undecodable", "undecodable", "unknown-type", "undecodable", "undecodable");
        ConsumerRecord<String, byte[]> letter = letter(poison.getFirst().key());
        assertThat(letter.partition()).isEqualTo(1);
        assertThat(letter.value()).isEqualTo(poison.getFirst().value());
        assertThat(header(letter, EventHeaders.DEAD_LETTER_GROUP)).isEqualTo(RunningService.GROUP);
        assertThat(header(letter, EventHeaders.DEAD_LETTER_TOPIC)).isEqualTo(Topics.ORDER_CREATED);
        assertThat(header(letter, EventHeaders.DEAD_LETTER_PARTITION)).isEqualTo("1");
        assertThat(header(letter, EventHeaders.DEAD_LETTER_ATTEMPTS)).isEqualTo("1");
        assertThat(header(letter, EventHeaders.DEAD_LETTER_OFFSET)).matches("\\d+");
        assertThat(Instant.parse(header(letter, EventHeaders.DEAD_LETTER_FAILED_AT)))
                .isBefore(Instant.now());
    }

    @Test
    void hostileHeadersStopNothing() {
        List<ProducerRecord<String, byte[]>> readable = Stream.of(
                        with(ordered(product, 1), "x-huge", "x".repeat(500_000)),
                        with(ordered(product, 1), "__TypeId__", "java.lang.ProcessBuilder"),
                        with(ordered(product, 1), "spring_json_header_types", "{\"a\":"),
                        with(ordered(product, 1), "spring_json_header_types", "{\"ce_id\":\"no.such.Type\"}"),
                        with(ordered(product, 1), EventHeaders.TRACE_PARENT, "00-zz-\u0000-ff"),
                        with(ordered(product, 1), "b3", "\n\r"),
                        with(ordered(product, 1), "tracestate", "=,=,".repeat(1_000)),
                        with(ordered(product, 1), EventHeaders.TIME, "+1000000000-12-31T23:59:59.999999999Z"),
                        with(ordered(product, 1), EventHeaders.TIME, "-1000000000-01-01T00:00:00Z"),
                        withoutKey(ordered(product, 1)))
                .map(it -> onPartition(2, it))
                .toList();
        ProducerRecord<String, byte[]> empty = onPartition(2, ordered(product, 1));
        empty = copy(empty, UUID.randomUUID().toString(), null);

        broker.send(readable);
        broker.send(empty);
        broker.send(onPartition(2, ordered(product, 1)));

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        // what happened at no time of our age is no event
        assertThat(service.score(product)).isEqualTo(readable.size() - 2 + 1);
        assertThat(cause(letter(empty.key()))).isEqualTo("undecodable");
    }

    @Test
    void readsTheGoldenSamples() throws IOException {
        UUID sampled = UUID.fromString("0199a0b0-11aa-7e01-8b7e-2f9c5d6e7f80");
        long score = service.score(sampled);
        byte[] created = sample("/samples/order-created/1.json");
        broker.send(OrderEvents.record(EventTypes.ORDER_CREATED, UUID.randomUUID(), Instant.now(), created));
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(service.score(sampled)).isEqualTo(score + 2);

        double counted = service.metric("ranking_events_counted_total");
        byte[] cancelled = sample("/samples/order-cancelled/1.json");
        broker.send(OrderEvents.record(EventTypes.ORDER_CANCELLED, UUID.randomUUID(), Instant.now(), cancelled));
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CANCELLED);
        assertThat(service.metric("ranking_events_counted_total")).isEqualTo(counted + 1);
    }

    @Test
    void replayingTheWholeTopicChangesNothing() {
        broker.send(orders(100, 2));
        broker.send(IntStream.range(0, 10)
                .mapToObj(it -> cancelled(product, 2, Instant.now()))
                .toList());
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CANCELLED);
        assertThat(service.score(product)).isEqualTo(180);
        String ranking = top();

        service.close();
        broker.rewind(RunningService.GROUP, Topics.ORDER_CREATED);
        broker.rewind(RunningService.GROUP, Topics.ORDER_CANCELLED);
        assertThat(broker.committed(RunningService.GROUP, Topics.ORDER_CREATED)).isZero();
        service = RunningService.start(withPollSize(pollSize));

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CANCELLED);
        assertThat(service.score(product)).isEqualTo(180);
        assertThat(top()).isEqualTo(ranking);
    }

    private static String top() {
        return service.get("/rankings?window=7d&limit=100").body().toString();
    }

    private List<ProducerRecord<String, byte[]>> orders(int count, int quantity) {
        return IntStream.range(0, count)
                .mapToObj(it -> ordered(product, quantity))
                .toList();
    }

    private static ProducerRecord<String, byte[]> onPartition(int partition, ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers());
    }

    private static ProducerRecord<String, byte[]> poison(ProducerRecord<String, byte[]> template, String body) {
        return copy(template, UUID.randomUUID().toString(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ProducerRecord<String, byte[]> renamed(ProducerRecord<String, byte[]> template) {
        return copy(template, UUID.randomUUID().toString(), template.value());
    }

    private static ProducerRecord<String, byte[]> withoutKey(ProducerRecord<String, byte[]> record) {
        return copy(record, null, record.value());
    }

    private ConsumerRecord<String, byte[]> letter(String key) {
        List<ConsumerRecord<String, byte[]>> letters = broker.read(Topics.deadLettersOf(Topics.ORDER_CREATED)).stream()
                .filter(it -> key.equals(it.key()))
                .toList();
        assertThat(letters).as("dead letters with key %s", key).hasSize(1);
        return letters.getFirst();
    }

    private static String cause(ConsumerRecord<String, byte[]> letter) {
        return header(letter, EventHeaders.DEAD_LETTER_CAUSE);
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] sample(String resource) throws IOException {
        try (InputStream stream = CountingIT.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }
}
