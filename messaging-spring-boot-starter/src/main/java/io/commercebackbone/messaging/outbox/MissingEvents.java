package io.commercebackbone.messaging.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds things whose event never reached the outbox or the topic, and publishes it. What was published once is never
 * published under another id: only times are looked at of which the topic still holds everything, and one call at a time
 * does so.
 */
public final class MissingEvents {

    private static final Logger log = LoggerFactory.getLogger(MissingEvents.class);

    private static final Duration BY_DEFAULT = Duration.ofHours(24);
    private static final int PAGE = 5_000;

    /** So many are published by one call at most. */
    private static final int MOST = 10_000;

    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(122511465736201)";

    private final List<ExpectedEvents<?>> expected;
    private final @Nullable TopicKeys topics;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Republishing republishing;
    private final OutboxAudit audit;
    private final Clock clock;

    MissingEvents(
            List<ExpectedEvents<?>> expected,
            @Nullable TopicKeys topics,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Outbox outbox,
            Republishing republishing,
            OutboxAudit audit,
            Clock clock) {
        this.expected = expected;
        this.topics = topics;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.republishing = republishing;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Events of one topic that were missing.
     *
     * @param checkedFrom from when on things were looked at: not before the topic's own beginning
     * @param keys whose events they are
     * @param more whether there are more: call again
     */
    public record Missing(String topic, Instant checkedFrom, Instant checkedTo, List<String> keys, boolean more) {}

    /** @param operation under which it is found in the audit trail; null if nothing was done */
    public record Result(@Nullable UUID operation, List<Missing> missing) {

        public long events() {
            return missing.stream().mapToLong(it -> it.keys().size()).sum();
        }
    }

    /** Whether this service can tell at all: it has tables to look at, and a broker. */
    public boolean isPossible() {
        return topics != null && !expected.isEmpty();
    }

    /**
     * Looks for missing events, and publishes them unless it is a dry run.
     *
     * @param key only this thing; null for all
     * @param from things that came to be then or later; null for the last 24 hours, or whenever if a key is given
     * @param to things that came to be before; null for now
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read
     */
    public Result publish(
            @Nullable String key, @Nullable Instant from, @Nullable Instant to, String by, boolean dryRun) {
        Instant end = to == null ? clock.instant() : to;
        Instant begin = from != null ? from : key != null ? Instant.EPOCH : end.minus(BY_DEFAULT);
        List<Missing> missing = new ArrayList<>();
        for (ExpectedEvents<?> each : expected) {
            missing.add(Objects.requireNonNull(transaction.execute(status -> publish(each, key, begin, end, dryRun))));
        }
        Result found = new Result(null, missing);
        if (dryRun) {
            return found;
        }
        String what = "missing from=%s to=%s".formatted(begin, end) + (key == null ? "" : " key=" + key);
        UUID operation = audit.record("republish", what, null, found.events(), by);
        log.info("Missing outbox events published operation={} by={} events={}", operation, by, found.events());
        return new Result(operation, missing);
    }

    /** Tables before the topic: what is sent in between is seen there. */
    private <T> Missing publish(ExpectedEvents<T> of, @Nullable String key, Instant from, Instant to, boolean dryRun) {
        jdbc.execute(ONE_AT_A_TIME);
        String topic = of.type().topic();
        TopicKeys reader = Objects.requireNonNull(topics);
        Instant reliable = reader.completeSince(topic);
        Instant begin = from.isBefore(reliable) ? reliable : from;
        Set<String> keys = keys(of, begin, to);
        if (key != null) {
            keys.retainAll(Set.of(key));
        }
        keys.removeAll(new UnsentEvents(jdbc).keys(topic));
        reader.removeSeen(topic, begin, keys);
        List<String> missing = keys.stream().limit(MOST).toList();
        if (!dryRun) {
            publish(of, missing);
        }
        return new Missing(topic, begin, to, missing, keys.size() > missing.size());
    }

    private static Set<String> keys(ExpectedEvents<?> of, Instant from, Instant to) {
        Set<String> keys = new TreeSet<>();
        UUID after = null;
        List<UUID> page;
        do {
            page = of.keys(from, to, after, PAGE);
            page.forEach(it -> keys.add(it.toString()));
            after = page.isEmpty() ? null : page.getLast();
        } while (page.size() == PAGE);
        return keys;
    }

    /** What the outbox still has is sent as it is; what it does not have is appended. */
    private <T> void publish(ExpectedEvents<T> of, List<String> keys) {
        Set<String> stored = new HashSet<>();
        List<Long> ids = new ArrayList<>();
        jdbc.query(
                "select id, key from outbox where topic = ? and key = any (?) order by id",
                statement -> {
                    statement.setString(1, of.type().topic());
                    statement.setArray(2, statement.getConnection().createArrayOf("text", keys.toArray()));
                },
                row -> {
                    ids.add(row.getLong(1));
                    stored.add(row.getString(2));
                });
        if (!ids.isEmpty()) {
            republishing.renew(ids);
        }
        keys.stream()
                .filter(key -> !stored.contains(key))
                .forEach(key -> of.event(UUID.fromString(key)).ifPresent(outbox::append));
    }
}
