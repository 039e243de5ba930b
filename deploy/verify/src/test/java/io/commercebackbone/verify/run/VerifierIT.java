package io.commercebackbone.verify.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.verify.Run;
import io.commercebackbone.verify.Settings;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.callers.EveryCaller;
import io.commercebackbone.verify.check.Checks;
import io.commercebackbone.verify.check.Disturbance;
import io.commercebackbone.verify.check.LiveChecks;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Line;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.parts.Addresses;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.report.ReportFiles;
import io.commercebackbone.verify.report.RunReport;
import io.commercebackbone.verify.suite.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A short run of the verifier against the whole suite, and then what it finds when things are made wrong by hand.
 * {@code -Dverify.seed} has the same things go wrong in the same order again, {@code -Dverify.seconds} for longer.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerifierIT {

    private static final long SEED =
            Long.getLong("verify.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final Set<String> RETRYABLE =
            Set.of("service-unavailable", "payment-in-progress", "idempotency-key-in-flight");
    private static final Duration SOON = Duration.ofSeconds(30);

    private static @Nullable Installation installation;
    private static @Nullable Run run;

    /** While faults struck: what customers read then is judged by the first test, which knows them one by one. */
    private static Disturbance attack = new Disturbance(Instant.MIN, Instant.MIN);

    @BeforeAll
    static void startsTheSuite() throws IOException {
        System.out.printf("VerifierIT: replay with -Dverify.seed=%d%n", SEED);
        Path directory = Path.of("target", "verifier-it-" + SEED).toAbsolutePath();
        Installation.clear(directory);
        Installation starting =
                new Installation(directory, part -> Suite.jar(part.label()), Duration.ofSeconds(15), false);
        installation = starting;
        Part.services().forEach(service -> starting.configure(service, "LOGGING_LEVEL_IO_COMMERCEBACKBONE", "info"));
        starting.start();
        run = new Run(settings(), starting);
    }

    private static Settings settings() {
        String words = "--seed %d --seconds %d --rate 10 --clients 12 --products 20 --payable 15 --quiet-every 0"
                .formatted(SEED, Long.getLong("verify.seconds", 30));
        return Settings.parse(List.of((words + " --reports target/reports --name verifier-it").split(" ", -1)));
    }

    @AfterAll
    static void stopsTheSuite() throws IOException {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    @Order(1)
    void nothingIsLostDoubledOrLeftHangingWhateverGoesWrong() throws Exception {
        Instant begun = Instant.now();
        RunReport report = run().go();
        attack = new Disturbance(begun, Instant.now());
        Path written = ReportFiles.write(report, Path.of("target", "reports"), "verifier-it");

        assertThat(report.orders()).isPositive();
        assertThat(report.injections()).isNotEmpty();
        assertThat(report.violations()).as("seed %s, see %s", SEED, written).isEmpty();
    }

    /** The operators' nightly job sees the same. */
    @Test
    @Order(2)
    void theBooksOfTheRunningSuiteAreRight() {
        assertBooksAreRight();
    }

    private static void assertBooksAreRight() {
        Addresses at = addresses();
        try (LiveChecks checks = new LiveChecks(
                at.orders(),
                at.payments(),
                Optional.of(at.deliveries()),
                Optional.of(at.redis()),
                Map.of("bootstrap.servers", at.bootstrapServers()),
                Duration.ofSeconds(10))) {
            assertThat(checks.standing(SOON)).isEmpty();
        }
    }

    @Test
    @Order(3)
    void findsAndNamesWhatIsMadeWrongByHand() throws Exception {
        Operation payment = paid();
        Line line = line(payment);
        try (Checks checks = run().checks(() -> List.of(attack))) {
            for (Planted planted : Planted.all(payment.user(), payment.order(), line, UUID.randomUUID())) {
                planted.plant().on(addresses());
                List<Finding> findings = checks.quiet(Duration.ZERO);
                planted.undo().on(addresses());

                assertThat(findings).as(planted.name()).anySatisfy(finding -> {
                    assertThat(finding.rule()).isEqualTo(planted.rule());
                    assertThat(finding.subject()).isEqualTo(planted.subject());
                    assertThat(finding.difference()).isNotBlank();
                });
            }
            assertThat(checks.quiet(Duration.ZERO)).as("all undone").isEmpty();
        }
    }

    /** After the checks, which know nothing of these customers. */
    @Test
    @Order(4)
    void everyCodeOfTheInterfaceIsAnsweredThroughTheGateway() {
        EveryCode everyCode = new EveryCode(Objects.requireNonNull(installation));

        everyCode.refusals().forEach(VerifierIT::assertRefused);
        everyCode.refusalsOfAnotherPaymentService().forEach(VerifierIT::assertRefused);
    }

    /** And what was done before a kill is neither lost nor done again. */
    @Test
    @Order(5)
    void onlyTryAgainLaterIsAnsweredWhileServicesAreKilledUnderLoad() {
        KilledUnderLoad.Outcome outcome = new KilledUnderLoad(Objects.requireNonNull(installation)).outcome();

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.refused()).isPositive();
        assertThat(outcome.sold()).isEqualTo(outcome.paid());
        assertBooksAreRight();
    }

    @Test
    @Order(6)
    void everyCallerIsAnsweredWhatTheTableSays() {
        EveryCaller everyCaller = new EveryCaller(Objects.requireNonNull(installation));

        assertThat(everyCaller.faults()).isEmpty();
        assertThat(everyCaller.strangersWhoGotIn()).isEmpty();
        assertBooksAreRight();
    }

    /** Last of those that look at the books, because nobody takes a record out of a topic again. */
    @Test
    @Order(7)
    void findsAnEventThatWasSentTwicePastWhatTellsDuplicates() {
        Operation payment = paid();
        sendAgainAsAnother(payment.order());

        try (Checks checks = run().checks(() -> List.of(attack))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(checks.quiet(Duration.ZERO))
                            .anyMatch(it -> it.rule().equals("event-without-cause")
                                    && it.subject().equals("order " + payment.order()))
                            .anyMatch(it -> it.rule().equals("ranking-above-recount")
                                    && it.subject()
                                            .equals("product " + line(payment).product())));
        }
    }

    /** Of all that the servers and services have logged, their lines about each event included. */
    @Test
    @Order(8)
    void noLogHoldsATokenASecretOrAPerson() throws IOException {
        Path logs = Objects.requireNonNull(installation).directory();
        Set<UUID> persons = run().operations().stream().map(Operation::user).collect(Collectors.toSet());

        assertThat(persons).hasSizeGreaterThan(5);
        assertThat(LogAudit.logs(logs))
                .extracting(it -> it.getFileName().toString())
                .containsAll(
                        Stream.of(Part.values()).map(it -> it.label() + ".log").toList());
        assertThat(logs.resolve("order-service.log")).content().contains("Kafka Producer - message sent: ");
        assertThat(logs.resolve("cart-service.log")).content().contains("message processed and acknowledged: ");
        assertThat(new LogAudit(persons, List.of("the-verifiers-own-secret-of-a-platform")).findings(logs))
                .isEmpty();
    }

    private static void assertRefused(EveryCode.Refusal refusal) {
        Answer answer = refusal.call().get();
        assertThat(answer.code()).as("%s: %s", refusal, answer.text()).isEqualTo(refusal.code());
        assertThat(answer.status()).as("%s: %s", refusal, answer.text()).isEqualTo(refusal.status());
        assertThat(answer.header("Content-Type")).as("%s", refusal).startsWith("application/problem+json");
        assertThat(answer.body().propertyNames())
                .as("%s", refusal)
                .contains("type", "title", "status", "detail", "code", "traceId");
        if (RETRYABLE.contains(refusal.code())) {
            assertThat(answer.header("Retry-After")).as("%s", refusal).isNotEmpty();
        }
    }

    private static void sendAgainAsAnother(UUID order) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", addresses().bootstrapServers());
        try (KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            consumer.assign(consumer.partitionsFor(Topics.ORDER_CREATED).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            Optional<ConsumerRecord<String, byte[]>> found = Optional.empty();
            while (found.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    found = record.key().equals(order.toString()) ? Optional.of(record) : found;
                }
            }
            ProducerRecord<String, byte[]> again = new ProducerRecord<>(
                    Topics.ORDER_CREATED, order.toString(), found.get().value());
            found.get().headers().forEach(again.headers()::add);
            again.headers().remove(EventHeaders.ID).remove(EventHeaders.SEQUENCE);
            again.headers().add(EventHeaders.ID, text(UUID.randomUUID())).add(EventHeaders.SEQUENCE, text(9_999_999));
            Future<RecordMetadata> sent = producer.send(again);
            producer.flush();
            assertThat(sent.state()).isEqualTo(Future.State.SUCCESS);
        }
    }

    private static byte[] text(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The last order that somebody paid. */
    private static Operation paid() {
        return run().operations().stream()
                .filter(it -> it.action() == Action.PAY && it.isOk() && it.client() < 0)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Line line(Operation payment) {
        return run().operations().stream()
                .filter(it ->
                        it.action() == Action.ORDER && it.isOk() && it.order().equals(payment.order()))
                .map(it -> Line.of(it.what()).getFirst())
                .findFirst()
                .orElseThrow();
    }

    private static Run run() {
        return Objects.requireNonNull(run);
    }

    private static Addresses addresses() {
        return Objects.requireNonNull(installation).addresses();
    }
}
