package io.commercebackbone.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.commercebackbone.http.Problem;
import io.commercebackbone.idempotency.InFlight.Turn;
import io.commercebackbone.local.LocalPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Two instances on one database; what they do is to add a row to a table of things. */
class OnceOnlyIT {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DriverManagerDataSource DATABASE = database();
    private static final JdbcTemplate JDBC = new JdbcTemplate(DATABASE);

    private final SettableClock clock = new SettableClock();
    private final AnswerStore answers = new AnswerStore(JDBC, DAY, clock);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(DATABASE));
    private final InFlight inFlight = new InFlight();
    private final OnceOnly one = instance(inFlight, PATIENCE);
    private final OnceOnly other = instance(new InFlight(), PATIENCE);

    private final String key = UUID.randomUUID().toString();
    private final KeyedRequest request = request("user", "POST /things", "payload");

    @Test
    void whatWasDoneIsAnsweredAgainAndNotDoneAgain() {
        ResponseEntity<String> first = one.inTransaction(request, format(), () -> made("a"));

        StoredAnswer again = repeated(() -> other.inTransaction(request, format(), () -> made("b")));

        assertThat(first.getBody()).isEqualTo("a");
        assertThat(again).isEqualTo(new StoredAnswer(201, "application/json", "/things/a", "\"a\""));
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void aRefusalIsAnsweredAgainToo() {
        Problem first = catchThrowableOfType(
                Problem.class, () -> one.inTransaction(request, format(), () -> refused(HttpStatus.CONFLICT)));

        StoredAnswer again = repeated(() -> one.inTransaction(request, format(), () -> made("a")));

        assertThat(first.getStatusCode().value()).isEqualTo(409);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.contentType()).isEqualTo("application/problem+json");
        assertThat(again.body()).contains("\"no-way\"", "\"trace\"", "\"/things\"");
        assertThat(things()).isZero();
    }

    @Test
    void whatIsNoDecisionIsTriedAnew() {
        for (HttpStatus status : List.of(HttpStatus.BAD_REQUEST, HttpStatus.FORBIDDEN, HttpStatus.TOO_MANY_REQUESTS)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> one.inTransaction(request, format(), () -> refused(status)));
        }
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> one.inTransaction(request, format(), () -> {
                    throw Problem.retryable(HttpStatus.CONFLICT, "not-now", "", Duration.ofSeconds(1));
                }));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> one.inTransaction(request, format(), () -> {
                    made("lost");
                    throw new IllegalStateException("bug");
                }));

        assertThat(one.inTransaction(request, format(), () -> made("a")).getBody())
                .isEqualTo("a");
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void aRefusalWhoseTransactionIsRolledBackIsRememberedAllTheSame() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> one.inTransaction(
                        request,
                        format(),
                        () -> transaction.execute(inner -> {
                            inner.setRollbackOnly();
                            return refused(HttpStatus.NOT_FOUND);
                        })));

        assertThat(repeated(() -> one.inTransaction(request, format(), () -> made("a")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anotherPayloadUnderTheKeyIsRefused() {
        one.inTransaction(request, format(), () -> made("a"));

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> other.inTransaction(request("user", "POST /things", "other"), format(), () -> made("b")));

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void anotherUserOrRouteIsAnotherRequest() {
        one.inTransaction(request, format(), () -> made("a"));
        one.inTransaction(request("another", "POST /things", "payload"), format(), () -> made("b"));
        one.inTransaction(request("user", "POST /gadgets", "payload"), format(), () -> made("c"));

        assertThat(things()).isEqualTo(3);
    }

    @Test
    void fiftyAtOnceOnTwoInstancesDoItOnceAndAreAnsweredTheSame() throws Exception {
        AtomicInteger firsts = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StoredAnswer>> seen = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> {
                        OnceOnly instance = i % 2 == 0 ? one : other;
                        try {
                            ResponseEntity<String> made =
                                    instance.inTransaction(request, format(), () -> made("thing " + i));
                            firsts.incrementAndGet();
                            return new StoredAnswer(
                                    201,
                                    "application/json",
                                    String.valueOf(made.getHeaders().getLocation()),
                                    "\"" + made.getBody() + "\"");
                        } catch (Repetition e) {
                            return e.answer();
                        }
                    }))
                    .toList();

            StoredAnswer first = seen.getFirst().get();
            for (Future<StoredAnswer> each : seen) {
                assertThat(each.get()).isEqualTo(first);
            }
        }
        assertThat(firsts).hasValue(1);
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void whoWaitsTooLongIsToldThatTheFirstStillRuns() throws Exception {
        OnceOnly hurried = instance(inFlight, Duration.ofMillis(50));
        Turn running = inFlight.enter(request.scope(), PATIENCE).orElseThrow();
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Problem refused = thread.submit(() -> catchThrowableOfType(
                            Problem.class, () -> hurried.inTransaction(request, format(), () -> made("a"))))
                    .get();

            assertThat(refused.getStatusCode().value()).isEqualTo(409);
            assertThat(refused.getBody().getProperties()).containsEntry("code", "idempotency-key-in-flight");
            assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        }
        running.end();
    }

    @Test
    void afterADayTheKeyIsForgotten() {
        one.inTransaction(request, format(), () -> made("a"));

        clock.advance(DAY.minusSeconds(1));
        assertThat(repeated(() -> one.inTransaction(request, format(), () -> made("b")))
                        .status())
                .isEqualTo(201);
        clock.advance(Duration.ofSeconds(1));
        one.inTransaction(request, format(), () -> made("c"));

        assertThat(things()).isEqualTo(2);
        assertThat(repeated(() -> one.inTransaction(request, format(), () -> made("d")))
                        .body())
                .isEqualTo("\"c\"");
    }

    @Test
    void whatIsForgottenIsDeletedInSmallBatches() {
        for (int i = 0; i < 5; i++) {
            one.inTransaction(request("user " + i, "POST /things", "payload"), format(), () -> made("a"));
        }
        clock.advance(DAY);
        one.inTransaction(request, format(), () -> made("young"));

        assertThat(answers.trim(3)).isEqualTo(3);
        while (answers.trim(3) > 0) {
            // what other tests left is forgotten as well
        }
        assertThat(answers.find(request.scope())).isPresent();
        assertThat(JDBC.queryForObject(
                        "select count(*) from idempotency_keys where stored_at <= ?",
                        Long.class,
                        clock.instant().minus(DAY).atOffset(ZoneOffset.UTC)))
                .isZero();
    }

    private OnceOnly instance(InFlight its, Duration patience) {
        return new OnceOnly(answers, transaction, its, new RepetitionMetrics(new SimpleMeterRegistry()), patience);
    }

    private KeyedRequest request(String user, String route, String fingerprint) {
        return new KeyedRequest(new Scope(user, route, key), fingerprint);
    }

    private static AnswerFormat format() {
        return new AnswerFormat(JsonMapper.shared(), URI.create("/things"), "trace");
    }

    private ResponseEntity<String> made(String thing) {
        JDBC.update("insert into things (id, made_by) values (?, ?)", UUID.randomUUID(), key);
        return ResponseEntity.created(URI.create("/things/" + thing.replace(' ', '-')))
                .body(thing);
    }

    private static ResponseEntity<String> refused(HttpStatus status) {
        throw new Problem(status, "no-way", "because");
    }

    private long things() {
        return Objects.requireNonNull(
                JDBC.queryForObject("select count(*) from things where made_by = ?", Long.class, key));
    }

    private static StoredAnswer repeated(Supplier<?> call) {
        return catchThrowableOfType(Repetition.class, call::get).answer();
    }

    private static DriverManagerDataSource database() {
        String name = "once_only";
        DriverManagerDataSource database =
                new DriverManagerDataSource(LocalPostgres.shared().createDatabase(name), name, name);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/idempotency")
                .load()
                .migrate();
        new JdbcTemplate(database).execute("create table if not exists things (id uuid primary key, made_by text)");
        return database;
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
