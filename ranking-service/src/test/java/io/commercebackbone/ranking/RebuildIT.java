package io.commercebackbone.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.ServiceSettings;
import io.commercebackbone.local.SharedBroker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A ranking that is counted anew is what the orders add up to. With servers of its own: it deletes what they hold. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static LocalKafka kafka;
    private static LocalRedis redis;
    private static SharedBroker broker;
    private static RandomOrders orders;
    private static RunningService service;

    @BeforeAll
    static void start() {
        long seed = System.nanoTime();
        System.out.println("random orders of seed " + seed);
        orders = new RandomOrders(seed);
        kafka = LocalKafka.start();
        redis = LocalRedis.start();
        broker = SharedBroker.on(kafka, Topics.all(), Topics.PARTITIONS);
        service = RunningService.with(settings());
    }

    @AfterAll
    static void stop() {
        service.close();
        broker.close();
        redis.close();
        kafka.close();
    }

    private static ServiceSettings settings() {
        return RunningService.settings()
                .withKafka(kafka.bootstrapServers())
                .with("spring.data.redis.port=" + redis.port(), "ranking.rebuild-takeover=2s");
    }

    @Test
    void equalsARecountOfTheOrdersAfterARandomMixWithRebuildsInBetween() {
        for (int rebuild = 0; rebuild < 3; rebuild++) {
            for (int some = 0; some < 20; some++) {
                broker.send(orders.some());
            }
            begin("");
            while (isRunning()) {
                broker.send(orders.some());
            }
            assertThat(awaitEnd()).isEqualTo("DONE");
        }
        broker.send(orders.everything());

        awaitDrained();
        assertEqualsARecount(day -> true);
    }

    @Test
    void countsAnewWhatRedisHasLostAndRecognisesWhatItHasCounted() {
        sendMany();
        awaitDrained();
        askRedis(RedisCommands::flushall);
        assertThat(lines(Window.DAYS_30)).isEmpty();

        begin("{}");

        assertThat(awaitEnd()).isEqualTo("DONE");
        assertEqualsARecount(day -> true);
        JsonNode progress = service.rebuild().body();
        assertThat(progress.path("read").asLong())
                .isEqualTo(progress.path("total").asLong())
                .isEqualTo(broker.size(Topics.ORDER_CREATED) + broker.size(Topics.ORDER_CANCELLED));
        broker.send(orders.everything());
        awaitDrained();
        assertEqualsARecount(day -> true);
    }

    @Test
    void goesOnWhereAKilledInstanceWasWhileEventsGoOn(@TempDir Path directory) throws Exception {
        sendMany();
        awaitDrained();
        keepForNobody();
        begin("{}");
        service.close();
        askRedis(it -> it.del(Keys.REBUILD_WORKER));

        ServiceProcess.killWhen(
                StandingStill.InARebuild.class, StandingStill.SIGN, settings(), directory.resolve("service.log"));
        sendMany();
        service = RunningService.with(settings());

        assertThat(awaitEnd()).isEqualTo("DONE");
        awaitDrained();
        assertEqualsARecount(day -> true);
        assertThat(shadows()).isEmpty();
    }

    @Test
    void oneRunsAtATimeUntilAnOperatorAbortsIt() throws Exception {
        sendMany();
        awaitDrained();
        keepForNobody();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int operator = 0; operator < 8; operator++) {
                answers.add(operators.submit(() -> service.beginRebuild("{}")));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Answer> each : answers) {
            statuses.add(each.get().status());
        }
        assertThat(statuses).containsOnly(202, 409).containsOnlyOnce(202);
        assertThat(service.beginRebuild("{}").code()).isEqualTo("rebuild-running");
        sendMany();
        awaitDrained();
        assertThat(shadows()).isNotEmpty();

        assertThat(service.abortRebuild().body().path("state").asString()).isEqualTo("ABORTED");

        assertThat(shadows()).isEmpty();
        assertThat(service.abortRebuild().code()).isEqualTo("no-rebuild-running");
        askRedis(it -> it.del(Keys.REBUILD_WORKER));
        broker.send(orders.everything());
        awaitDrained();
        assertEqualsARecount(day -> true);
    }

    @Test
    @Order(Integer.MAX_VALUE) // deletes what the others count
    void saysHowFarTheLogReachesAndLeavesEarlierDaysAsTheyAre() {
        broker.send(orders.everything());
        awaitDrained();
        Instant fiveDaysAgo = Instant.now().minus(Duration.ofDays(5));
        broker.send(oneOnEachPartition(fiveDaysAgo));
        awaitDrained();
        for (String topic : List.of(Topics.ORDER_CREATED, Topics.ORDER_CANCELLED)) {
            broker.deleteAllButTheLast(topic);
        }

        Answer refused = service.beginRebuild("{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("log-too-short");
        assertThat(refused.body().path("detail").asString())
                .contains("complete since " + fiveDaysAgo.toString().substring(0, 19));

        LocalDate from = LocalDate.now(RunningService.ZONE).minusDays(3);
        begin("{\"from\":\"%s\"}".formatted(from));
        assertThat(awaitEnd()).isEqualTo("DONE");
        assertEqualsARecount(day -> day.isBefore(from));

        begin("{\"force\":true}");
        assertThat(awaitEnd()).isEqualTo("DONE");
        assertEqualsARecount(day -> false);
    }

    /** Orders of a product that are cancelled: they change nothing. */
    private static List<ProducerRecord<String, byte[]>> oneOnEachPartition(Instant time) {
        UUID product = UUID.randomUUID();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            for (ProducerRecord<String, byte[]> each :
                    List.of(OrderEvents.ordered(product, 1, time), OrderEvents.cancelled(product, 1, time))) {
                records.add(new ProducerRecord<>(
                        each.topic(), partition, time.toEpochMilli(), each.key(), each.value(), each.headers()));
            }
        }
        return records;
    }

    private static void sendMany() {
        for (int some = 0; some < 100; some++) {
            broker.send(orders.some());
        }
        broker.send(orders.rest());
    }

    private static void awaitDrained() {
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CANCELLED);
    }

    /** No instance works on a rebuild then. */
    private static void keepForNobody() {
        askRedis(it -> it.psetex(Keys.REBUILD_WORKER, 600_000, "nobody"));
    }

    private static void begin(String body) {
        Answer answer = service.beginRebuild(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.body().path("state").asString()).isEqualTo("RUNNING");
    }

    private static boolean isRunning() {
        return service.rebuild().body().path("state").asString().equals("RUNNING");
    }

    private static String awaitEnd() {
        await().atMost(SOON).until(() -> !isRunning());
        return service.rebuild().body().path("state").asString();
    }

    /** Asks again only for the sake of midnight. */
    private static void assertEqualsARecount(Predicate<LocalDate> counted) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            LocalDate today = LocalDate.now(RunningService.ZONE);
            for (Window window : Window.values()) {
                List<String> expected = orders.ranking(window, today, counted);
                assertThat(lines(window)).as(window.label()).isEqualTo(expected);
                assertThat(orders.products().stream().flatMap(it -> line(it, window)))
                        .as(window.label())
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        });
    }

    private static List<String> lines(Window window) {
        List<String> lines = new ArrayList<>();
        service.get("/rankings?limit=100&window=" + window.label())
                .body()
                .path("items")
                .forEach(it -> lines.add(line(it)));
        return lines;
    }

    private static Stream<String> line(UUID product, Window window) {
        JsonNode found = service.get("/rankings/products/" + product + "?window=" + window.label())
                .body();
        return found.path("rank").isNull() ? Stream.empty() : Stream.of(line(found));
    }

    private static String line(JsonNode ranked) {
        return "%d %s %d"
                .formatted(
                        ranked.path("rank").asLong(),
                        ranked.path("productId").asString(),
                        ranked.path("score").asLong());
    }

    private static List<String> shadows() {
        return askRedis(it -> it.keys(Keys.SHADOW_PREFIX + "*"));
    }

    private static <T> T askRedis(Function<RedisCommands<String, String>, T> question) {
        try (RedisClient client = RedisClient.create(RedisURI.create(redis.host(), redis.port()));
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }
}
