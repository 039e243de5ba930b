package io.commercebackbone.dataplatform;

import static io.commercebackbone.dataplatform.PaymentEvents.id;
import static io.commercebackbone.dataplatform.PaymentEvents.ids;
import static io.commercebackbone.dataplatform.PaymentEvents.onPartition;
import static io.commercebackbone.dataplatform.PaymentEvents.paid;
import static io.commercebackbone.dataplatform.PaymentEvents.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.dataplatform.OutsidePlatform.Call;
import io.commercebackbone.dataplatform.OutsidePlatform.Reply;
import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a platform that is well gets; record by record as in batches. */
@ParameterizedClass(name = "max.poll.records={0}")
@ValueSource(ints = {1, 500})
class ForwardingIT {

    @SuppressWarnings("NullAway.Init") // started before the first test of each poll size
    private static OutsidePlatform platform;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @Parameter
    private int pollSize;

    private final SharedBroker broker = RunningService.BROKER;

    @BeforeParameterizedClassInvocation
    static void start(int pollSize) {
        platform = OutsidePlatform.start();
        service = RunningService.start(platform.url(), RunningService.AS_DEPLOYED, withPollSize(pollSize));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
        platform.close();
    }

    private static String withPollSize(int pollSize) {
        return "spring.kafka.consumer.max-poll-records=" + pollSize;
    }

    @BeforeEach
    void well() {
        platform.answer(200);
        platform.forget();
    }

    @Test
    void deliversEveryEventOnceUnderItsIdWithinTheLimit() {
        List<ProducerRecord<String, byte[]>> records = paid(200);
        platform.answer(it -> Reply.of(202).after(pollSize == 1 ? 5 : 50));

        broker.send(records);

        RunningService.awaitDrained();
        assertThat(platform.calls()).extracting(Call::key).containsExactlyInAnyOrderElementsOf(ids(records));
        assertThat(platform.calls())
                .allSatisfy(
                        it -> assertThat(it.json().path("eventId").asString()).isEqualTo(it.key()));
        assertThat(platform.mostAtATime()).isLessThanOrEqualTo(16);
        if (pollSize > 1) {
            assertThat(platform.mostAtATime()).isGreaterThan(4);
        }
    }

    @Test
    void keepsTheOrderOfEachOrder() {
        List<UUID> orders = Stream.generate(UUID::randomUUID).limit(8).toList();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            orders.forEach(order -> records.add(paid(order)));
        }
        platform.answer(it -> Reply.of(200).after(it.sequence() % 7));

        broker.send(records);

        RunningService.awaitDrained();
        assertThat(platform.calls()).hasSize(160);
        platform.calls().stream()
                .collect(Collectors.groupingBy(Call::orderId))
                .values()
                .forEach(it ->
                        assertThat(it).extracting(Call::sequence).hasSize(20).isSorted());
    }

    @Test
    void anEventThatIsRefusedIsDeadLetteredAloneAndAtOnce() {
        List<ProducerRecord<String, byte[]>> records =
                paid(30).stream().map(it -> onPartition(1, it)).toList();
        List<String> refused = List.of(id(records.get(3)), id(records.get(4)), id(records.get(20)));
        platform.answer(it -> Reply.of(refused.contains(it.key()) ? 400 : 200));
        long deadLetters = RunningService.deadLetters();

        broker.send(records);

        RunningService.awaitDrained();
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
        assertThat(RunningService.deadLetters()).isEqualTo(deadLetters + 3);
        ConsumerRecord<String, byte[]> letter = letter(records.get(3));
        assertThat(header(letter, EventHeaders.DEAD_LETTER_CAUSE)).isEqualTo("refused");
        assertThat(header(letter, EventHeaders.DEAD_LETTER_EXCEPTION)).contains("400");
        assertThat(header(letter, EventHeaders.DEAD_LETTER_GROUP)).isEqualTo(RunningService.GROUP);
        assertThat(state(refused.getFirst())).isEqualTo("REFUSED 400");
        assertThat(state(id(records.get(5)))).isEqualTo("DELIVERED 200");
    }

    @Test
    void whatFollowsARefusedEventOfItsOrderWaitsAndOtherOrdersGoOn() {
        UUID order = UUID.randomUUID();
        List<ProducerRecord<String, byte[]>> records =
                List.of(paid(order), paid(), paid(order), paid(), paid(order), paid());
        platform.answer(it -> Reply.of(it.key().equals(id(records.getFirst())) ? 422 : 200));
        long deadLetters = RunningService.deadLetters();

        broker.send(records);

        RunningService.awaitDrained();
        assertThat(platform.calls())
                .extracting(Call::key)
                .containsExactlyInAnyOrder(
                        id(records.get(0)), id(records.get(1)), id(records.get(3)), id(records.get(5)));
        assertThat(RunningService.deadLetters()).isEqualTo(deadLetters + 3);
    }

    @Test
    void aRecordThatIsNoEventIsDeadLetteredAndThePartitionGoesOn() {
        List<ProducerRecord<String, byte[]>> poison = List.of(
                poison("not JSON"),
                poison("{\"orderId\":\"" + UUID.randomUUID() + "\",\"amount\":1}"),
                poison("[]"),
                poison(json().replace("32000", "1e1000000000")),
                with(paid(), EventHeaders.TYPE, "payment-completed.v99"),
                with(paid(), EventHeaders.ID, "7"),
                with(paid(), EventHeaders.SEQUENCE, "0"),
                with(paid(), EventHeaders.TIME, "yesterday"));
        List<ProducerRecord<String, byte[]>> good = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        poison.forEach(it -> {
            ProducerRecord<String, byte[]> next = onPartition(0, paid());
            good.add(next);
            records.addAll(List.of(next, onPartition(0, it)));
        });
        good.add(onPartition(0, paid()));
        records.add(good.getLast());
        long deadLetters = RunningService.deadLetters();

        broker.send(records);

        RunningService.awaitDrained();
        assertThat(platform.calls()).extracting(Call::key).containsExactlyInAnyOrderElementsOf(ids(good));
        assertThat(RunningService.deadLetters()).isEqualTo(deadLetters + poison.size());
    }

    @Test
    void hostileHeadersStopNothing() {
        List<ProducerRecord<String, byte[]>> records = List.of(
                with(paid(), "x-huge", "x".repeat(500_000)),
                with(paid(), "__TypeId__", "java.lang.ProcessBuilder"),
                with(paid(), "spring_json_header_types", "{\"a\":"),
                with(paid(), "spring_json_header_types", "{\"ce_id\":\"no.such.Type\"}"),
                with(paid(), EventHeaders.TRACE_PARENT, "00-zz-\u0000-ff\r\nX-Evil: 1"),
                with(paid(), "b3", "\n\r"),
                with(paid(), "Idempotency-Key", "another"));

        broker.send(records);
        broker.send(onPartition(0, paid()));

        RunningService.awaitDrained();
        assertThat(platform.keys()).hasSize(8).containsAll(ids(records));
        assertThat(platform.calls())
                .allSatisfy(it -> assertThat(it.headers().containsKey("X-Evil")).isFalse());
    }

    @Test
    void aRepeatedEventIsSentOnce() {
        List<ProducerRecord<String, byte[]>> once = paid(20);
        List<ProducerRecord<String, byte[]>> twice = new ArrayList<>(once);
        twice.addAll(once);
        Collections.shuffle(twice);

        broker.send(twice);

        RunningService.awaitDrained();
        assertThat(platform.calls()).extracting(Call::key).containsExactlyInAnyOrderElementsOf(ids(once));
    }

    /** A fault of the source that must not hold up the partition. */
    @Test
    void anIdThatTwoOrdersShareIsSentOnce() {
        ProducerRecord<String, byte[]> first = onPartition(2, paid());
        ProducerRecord<String, byte[]> second = onPartition(2, with(paid(), EventHeaders.ID, id(first)));

        broker.send(List.of(first, second));

        RunningService.awaitDrained();
        assertThat(platform.calls()).extracting(Call::key).containsExactly(id(first));
    }

    @Test
    void aReplayOfTheWholeTopicSendsNothingAgain() {
        List<ProducerRecord<String, byte[]>> records = paid(50);
        broker.send(records);
        RunningService.awaitDrained();
        Set<String> delivered = Set.copyOf(RunningService.sql()
                .sql("select event_id::text from deliveries where state = 'DELIVERED'")
                .query(String.class)
                .list());
        assertThat(delivered).containsAll(ids(records));
        platform.forget();

        service.close();
        broker.rewind(RunningService.GROUP, Topics.PAYMENT_COMPLETED);
        assertThat(broker.committed(RunningService.GROUP, Topics.PAYMENT_COMPLETED))
                .isZero();
        service = RunningService.start(platform.url(), RunningService.AS_DEPLOYED, withPollSize(pollSize));

        RunningService.awaitDrained();
        assertThat(platform.keys()).doesNotContainAnyElementsOf(delivered);
        assertThat(service.metric("dataplatform_events_total", "outcome=\"skipped\""))
                .isGreaterThanOrEqualTo(delivered.size());
    }

    @Test
    void readsTheGoldenSample() throws IOException {
        byte[] sample;
        try (InputStream stream = ForwardingIT.class.getResourceAsStream("/samples/payment-completed/1.json")) {
            sample = Objects.requireNonNull(stream).readAllBytes();
        }

        broker.send(PaymentEvents.record("0199a0c4-5b1e-7c3a-9d52-6f0a7b1c2d3e", sample));

        RunningService.awaitDrained();
        Call call = platform.calls().getFirst();
        assertThat(call.orderId()).isEqualTo("0199a0c4-5b1e-7c3a-9d52-6f0a7b1c2d3e");
        assertThat(call.json().at("/payment/amount").asInt()).isEqualTo(32_000);
    }

    private static String json() {
        return new String(paid().value(), StandardCharsets.UTF_8);
    }

    private static ProducerRecord<String, byte[]> poison(String body) {
        return PaymentEvents.record(UUID.randomUUID().toString(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String state(String event) {
        return RunningService.sql()
                .sql("select state || ' ' || status from deliveries where event_id = ?::uuid")
                .param(event)
                .query(String.class)
                .single();
    }

    private ConsumerRecord<String, byte[]> letter(ProducerRecord<String, byte[]> of) {
        List<ConsumerRecord<String, byte[]>> letters =
                broker.read(Topics.deadLettersOf(Topics.PAYMENT_COMPLETED)).stream()
                        .filter(it -> Objects.equals(of.key(), it.key()))
                        .toList();
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
