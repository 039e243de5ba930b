package io.commercebackbone.cart;

import static io.commercebackbone.cart.OrderEvents.copy;
import static io.commercebackbone.cart.OrderEvents.ordered;
import static io.commercebackbone.cart.OrderEvents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.SharedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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

/** What was ordered leaves the cart and nothing else does, whatever is delivered how often and whatever fails. */
@ParameterizedClass(name = "max.poll.records={0}")
@ValueSource(ints = {1, 500})
class OrderedItemsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // started before the first test of each poll size
    private static RunningService service;

    @Parameter
    private int pollSize;

    private final SharedBroker broker = RunningService.BROKER;
    private final UUID user = UUID.randomUUID();
    private final UUID product = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

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
    void orderedItemsLeaveTheCartOfTheirUserOnly() {
        UUID somebodyElse = UUID.randomUUID();
        service.put(user, product, 2);
        service.put(user, other, 1);
        service.put(somebodyElse, product, 1);
        double removed = service.metric("cart_items_ordered_total");

        deliver(List.of(ordered(user, Instant.now(), product, UUID.randomUUID())));

        assertThat(service.products(user)).containsExactly(other);
        assertThat(service.products(somebodyElse)).containsExactly(product);
        assertThat(service.metric("cart_items_ordered_total")).isEqualTo(removed + 1);
    }

    @Test
    void theCartIsGoneWhenEverythingInItWasOrdered() {
        service.put(user, product, 1);
        service.put(user, other, 1);

        deliver(List.of(ordered(user, Instant.now(), product, other)));

        assertThat(service.products(user)).isEmpty();
        assertThat(StoredCart.exists(user)).isFalse();
    }

    @Test
    void anItemPutInAfterTheOrderSurvivesTheEventAndItsRedelivery() {
        service.put(user, product, 1);
        ProducerRecord<String, byte[]> order = ordered(user, Instant.now(), product, other);
        service.put(user, other, 3);

        deliver(List.of(order));
        assertThat(service.products(user)).containsExactly(other);

        service.put(user, product, 1);
        deliver(List.of(order, order));
        assertThat(service.products(user)).containsExactly(other, product);
    }

    @Test
    void anItemThatWasChangedAfterTheOrderStays() {
        service.put(user, product, 1);
        Instant orderedAt = Instant.now();
        service.put(user, product, 2);

        deliver(List.of(ordered(user, orderedAt, product)));

        assertThat(service.get(user)
                        .body()
                        .path("items")
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anItemThatWasChangedInTheVeryMicrosecondOfTheOrderStays() {
        service.put(user, product, 1);
        long changedAt = StoredCart.changedAt(user, product);
        Instant changed = Instant.EPOCH.plusNanos(changedAt * 1_000);

        deliver(List.of(ordered(user, changed, product)));
        assertThat(service.products(user)).containsExactly(product);

        deliver(List.of(ordered(user, changed.plusNanos(1_000), product)));
        assertThat(service.products(user)).isEmpty();
    }

    @Test
    void replayingTheWholeTopicChangesNothing() {
        service.put(user, product, 1);
        service.put(user, other, 1);
        deliver(List.of(ordered(user, Instant.now(), product)));
        service.put(user, product, 7);
        assertThat(service.products(user)).containsExactly(other, product);

        service.close();
        broker.rewind(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(broker.committed(RunningService.GROUP, Topics.ORDER_CREATED)).isZero();
        service = RunningService.start(withPollSize(pollSize));

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(service.products(user)).containsExactly(other, product);
    }

    @Test
    void anOutageOfRedisLosesNothingAndDeadLettersNothing() {
        List<UUID> users = Stream.generate(UUID::randomUUID).limit(50).toList();
        users.forEach(it -> service.put(it, product, 1));
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        long deadLetters = broker.size(Topics.deadLettersOf(Topics.ORDER_CREATED));
        long committed = broker.committed(RunningService.GROUP, Topics.ORDER_CREATED);
        double failures = service.metric("backbone_consumer_failures_total");

        LocalRedis.shared().kill();
        Instant orderedAt = Instant.now();
        broker.send(users.stream().map(it -> ordered(it, orderedAt, product)).toList());
        await().atMost(SOON).until(() -> service.metric("backbone_consumer_failures_total") >= failures + 4);
        assertThat(broker.committed(RunningService.GROUP, Topics.ORDER_CREATED)).isEqualTo(committed);
        LocalRedis.shared().restart();
        service.awaitAnswers();

        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        assertThat(users).allSatisfy(it -> assertThat(service.products(it)).isEmpty());
        assertThat(broker.size(Topics.deadLettersOf(Topics.ORDER_CREATED))).isEqualTo(deadLetters);
    }

    @Test
    void aRecordThatIsNoEventIsDeadLetteredAtOnceAndThePartitionGoesOn() {
        service.put(user, product, 1);
        service.put(user, other, 1);
        ProducerRecord<String, byte[]> template = onPartition(1, ordered(user, Instant.now(), product));
        List<ProducerRecord<String, byte[]>> poison = List.of(
                poison(template, "not JSON"),
                poison(template, "{\"orderId\":\"" + UUID.randomUUID() + "\"}"),
                with(renamed(template), EventHeaders.TYPE, "order-created.v99"),
                copy(template, UUID.randomUUID().toString(), null));
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(poison);
        records.addFirst(template);
        records.addLast(onPartition(1, ordered(user, Instant.now(), other)));

        deliver(records);

        assertThat(service.products(user)).isEmpty();
        assertThat(poison)
                .extracting(it -> header(letter(it), EventHeaders.DEAD_LETTER_CAUSE))
                .containsExactly("undecodable", "undecodable", "unknown-type", "undecodable");
        ConsumerRecord<String, byte[]> letter = letter(poison.getFirst());
        assertThat(letter.partition()).isEqualTo(1);
        assertThat(letter.value()).isEqualTo(poison.getFirst().value());
        assertThat(header(letter, EventHeaders.DEAD_LETTER_GROUP)).isEqualTo(RunningService.GROUP);
        assertThat(header(letter, EventHeaders.DEAD_LETTER_TOPIC)).isEqualTo(Topics.ORDER_CREATED);
        assertThat(header(letter, EventHeaders.DEAD_LETTER_PARTITION)).isEqualTo("1");
        assertThat(header(letter, EventHeaders.DEAD_LETTER_ATTEMPTS)).isEqualTo("1");
    }

    @Test
    void hostileHeadersStopNothing() {
        List<UUID> products = Stream.generate(UUID::randomUUID).limit(9).toList();
        products.forEach(it -> service.put(user, it, 1));
        List<ProducerRecord<String, byte[]>> orders = products.stream()
                .map(it -> onPartition(2, ordered(user, Instant.now(), it)))
                .toList();

        deliver(List.of(
                with(orders.get(0), "x-huge", "x".repeat(500_000)),
                with(orders.get(1), "__TypeId__", "java.lang.ProcessBuilder"),
                with(orders.get(2), "spring_json_header_types", "{\"a\":"),
                with(orders.get(3), "spring_json_header_types", "{\"ce_id\":\"no.such.Type\"}"),
                with(orders.get(4), EventHeaders.TRACE_PARENT, "00-zz-\u0000-ff"),
                with(orders.get(5), "b3", "\n\r"),
                with(orders.get(6), EventHeaders.TIME, "-1000000000-01-01T00:00:00Z"),
                with(orders.get(7), EventHeaders.TIME, "+1000000000-12-31T23:59:59.999999999Z"),
                copy(orders.get(8), null, orders.get(8).value())));

        // what happened at no time of our age is no event, and stays in the cart
        assertThat(service.products(user)).containsExactlyInAnyOrder(products.get(6), products.get(7));
    }

    @Test
    void readsTheGoldenSample() throws IOException {
        UUID sampledUser = UUID.fromString("6f1d7c1e-0b5a-4a53-8f56-0d7e8a4b9c10");
        service.put(sampledUser, UUID.fromString("0199a0b0-11aa-7e01-8b7e-2f9c5d6e7f80"), 2);
        service.put(sampledUser, UUID.fromString("0199a0b0-22bb-7e02-9c8f-3a0d6e7f8091"), 1);

        deliver(List.of(OrderEvents.record(UUID.randomUUID(), Instant.now(), sample("/samples/order-created/1.json"))));

        assertThat(service.products(sampledUser)).isEmpty();
    }

    @Test
    void readsVersion1InARecordThatCarriesAVersionToCome() {
        service.put(user, product, 1);
        ProducerRecord<String, byte[]> order = ordered(user, Instant.now(), product);
        String both = new String(order.value(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"customerId\":\"" + user + "\",\"channel\":\"APP\",");

        deliver(List.of(copy(order, order.key(), both.getBytes(StandardCharsets.UTF_8))));

        assertThat(service.products(user)).isEmpty();
    }

    private void deliver(List<ProducerRecord<String, byte[]>> records) {
        broker.send(records);
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
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

    private ConsumerRecord<String, byte[]> letter(ProducerRecord<String, byte[]> record) {
        List<ConsumerRecord<String, byte[]>> letters = broker.read(Topics.deadLettersOf(Topics.ORDER_CREATED)).stream()
                .filter(it -> record.key().equals(it.key()))
                .toList();
        assertThat(letters).as("dead letters with key %s", record.key()).hasSize(1);
        return letters.getFirst();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] sample(String resource) throws IOException {
        try (InputStream stream = OrderedItemsIT.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }
}
