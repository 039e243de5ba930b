package io.commercebackbone.idempotency;

import io.commercebackbone.jdbc.BulkStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;

/** The answers that were given under keys. What is past its retention is as if it had never been. */
public class AnswerStore {

    private final JdbcTemplate jdbc;
    private final Duration retention;
    private final Clock clock;
    private final BulkStatement<KeyedAnswer> insert;

    AnswerStore(JdbcTemplate jdbc, Duration retention, Clock clock) {
        this.jdbc = jdbc;
        this.retention = retention;
        this.clock = clock;
        this.insert = insert(retention, clock);
    }

    /** A request's answer as it is stored. */
    record Known(String fingerprint, StoredAnswer answer) {}

    /**
     * Stores what became of requests, in the caller's transaction and with one statement, if there is anything to store.
     * To be called last: it waits for another instance that is about to answer one of the same keys.
     *
     * @throws KeyTaken if one of the keys was answered; then the caller's transaction must not be committed
     */
    public void store(List<KeyedAnswer> answers) {
        if (insert.execute(jdbc, answers) < answers.size()) {
            throw new KeyTaken();
        }
    }

    /**
     * The same for one.
     *
     * @throws KeyTaken if the key was answered; then the caller's transaction must not be committed
     */
    public <R> void store(Receipt<R> receipt, R outcome) {
        store(receipt.of(outcome).stream().toList());
    }

    Optional<Known> find(Scope scope) {
        return Optional.ofNullable(DataAccessUtils.singleResult(
                jdbc.query("""
                select fingerprint, status, content_type, location, body from idempotency_keys
                 where subject = ? and route = ? and key = ? and stored_at > ?""", AnswerStore::known, scope.subject(), scope.route(), scope.key(), oldest())));
    }

    /** Deletes some of what is past its retention, oldest first; returns how many. */
    int trim(int most) {
        return jdbc.update("""
                delete from idempotency_keys where ctid = any(array(
                    select ctid from idempotency_keys where stored_at <= ? order by stored_at limit ?
                       for update skip locked))""", oldest(), most);
    }

    private OffsetDateTime oldest() {
        return clock.instant().minus(retention).atOffset(ZoneOffset.UTC);
    }

    /** In the keys' order, so that two instances never wait for each other in a circle. */
    private static BulkStatement<KeyedAnswer> insert(Duration retention, Clock clock) {
        return BulkStatement.<KeyedAnswer>of("""
                insert into idempotency_keys as known
                       (subject, route, key, fingerprint, status, content_type, location, body, stored_at)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[]) order by 1, 2, 3
                    on conflict (subject, route, key) do update set
                       fingerprint = excluded.fingerprint, status = excluded.status,
                       content_type = excluded.content_type, location = excluded.location,
                       body = excluded.body, stored_at = excluded.stored_at
                 where known.stored_at <= excluded.stored_at - interval '%d milliseconds'
                """.formatted(retention.toMillis()))
                .with("text", String.class, it -> it.request().scope().subject())
                .with("text", String.class, it -> it.request().scope().route())
                .with("text", String.class, it -> it.request().scope().key())
                .with("text", String.class, it -> it.request().fingerprint())
                .with("int4", Integer.class, it -> it.answer().status())
                .with("text", String.class, it -> it.answer().contentType())
                .with("text", String.class, it -> it.answer().location())
                .with("text", String.class, it -> it.answer().body())
                .with("timestamptz", OffsetDateTime.class, it -> clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(
                row.getString("fingerprint"),
                new StoredAnswer(
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getString("body")));
    }
}
