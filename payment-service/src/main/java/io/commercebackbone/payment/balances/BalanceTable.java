package io.commercebackbone.payment.balances;

import io.commercebackbone.jdbc.BulkStatement;
import io.commercebackbone.payment.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Balances and their ledger in the database. */
@Component
class BalanceTable {

    private static final String ENTRY =
            "select user_id, number, type, abs(amount) as amount, balance_after, reference, at "
                    + "from balance_entries where user_id = ? and ";

    /** A user's entries of a group follow each other: the last one's balance is the user's. */
    private static final BulkStatement<BalanceEntry> ENTRIES = BulkStatement.<BalanceEntry>of("""
            with made as (
                     select * from unnest(?::uuid[], ?::int8[], ?::text[], ?::numeric[], ?::numeric[], ?::uuid[],
                                          ?::timestamptz[])
                            as entry (user_id, number, type, amount, balance_after, reference, at)),
                 moved as (
                     update balances b set balance = last.balance_after, entries = last.number
                       from (select distinct on (user_id) user_id, number, balance_after
                               from made order by user_id, number desc) last
                      where b.user_id = last.user_id)
            insert into balance_entries (user_id, number, type, amount, balance_after, reference, at)
            select * from made
            """)
            .with("uuid", UUID.class, BalanceEntry::userId)
            .with("int8", Long.class, BalanceEntry::number)
            .with("text", String.class, entry -> entry.type().name())
            .with("numeric", BigDecimal.class, BalanceEntry::signed)
            .with("numeric", BigDecimal.class, entry -> entry.balanceAfter().amount())
            .with("uuid", UUID.class, BalanceEntry::reference)
            .with("timestamptz", OffsetDateTime.class, entry -> entry.at().atOffset(ZoneOffset.UTC));

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    BalanceTable(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Locks a user's balance until the transaction ends; a user without one gets one. */
    Balance lock(UUID user) {
        return locked(user).or(() -> created(user)).orElseThrow();
    }

    /**
     * Locks balances until the transaction ends, one after the other in the order of their ids: whoever locks
     * several does it this way. A user without one gets one.
     */
    Map<UUID, Balance> lock(Collection<UUID> users) {
        Map<UUID, Balance> locked = new HashMap<>(lockedInOrder(users));
        List<UUID> missing = users.stream()
                .distinct()
                .filter(user -> !locked.containsKey(user))
                .toList();
        if (!missing.isEmpty()) {
            jdbc.sql("""
                    insert into balances (user_id, balance, entries)
                    select id, 0, 0 from unnest(?::uuid[]) as users (id) order by id on conflict do nothing""").param(array(missing)).update();
            locked.putAll(lockedInOrder(missing));
        }
        return locked;
    }

    void limitLockWait(Duration longest) {
        template.execute("set local lock_timeout = " + Math.max(1, longest.toMillis()));
    }

    private Map<UUID, Balance> lockedInOrder(Collection<UUID> users) {
        Map<UUID, Balance> locked = new HashMap<>();
        jdbc.sql("""
                select user_id, balance, entries from balances where user_id = any(?::uuid[])
                 order by user_id for no key update""").param(array(users)).query(row -> {
            UUID user = row.getObject("user_id", UUID.class);
            locked.put(user, new Balance(user, new Money(row.getBigDecimal("balance")), row.getLong("entries")));
        });
        return locked;
    }

    /** As the database reads it: an array of JDBC's own would need the connection. */
    private static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).distinct().collect(Collectors.joining(",", "{", "}"));
    }

    private Optional<Balance> created(UUID user) {
        jdbc.sql("insert into balances (user_id, balance, entries) values (?, 0, 0) on conflict do nothing")
                .param(user)
                .update();
        return locked(user);
    }

    private Optional<Balance> locked(UUID user) {
        return jdbc.sql("select balance, entries from balances where user_id = ? for update")
                .param(user)
                .query((row, number) ->
                        new Balance(user, new Money(row.getBigDecimal("balance")), row.getLong("entries")))
                .optional();
    }

    /** Writes a change of a locked balance, and the balance that it left. */
    void write(BalanceEntry entry) {
        jdbc.sql("""
                with moved as (update balances set balance = :after, entries = :number where user_id = :user)
                insert into balance_entries
                       (user_id, number, type, amount, balance_after, reference, at)
                values (:user, :number, :type, :amount, :after, :reference, :at)
                """)
                .param("user", entry.userId())
                .param("number", entry.number())
                .param("type", entry.type().name())
                .param("amount", entry.signed())
                .param("after", entry.balanceAfter().amount())
                .param("reference", entry.reference())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Writes changes of locked balances, and the balances that they left. */
    void write(List<BalanceEntry> entries) {
        ENTRIES.execute(template, entries);
    }

    Optional<Money> find(UUID user) {
        return jdbc.sql("select balance from balances where user_id = ?")
                .param(user)
                .query((row, number) -> new Money(row.getBigDecimal("balance")))
                .optional();
    }

    Optional<BalanceEntry> entry(UUID user, long number) {
        return jdbc.sql(ENTRY + "number = ?")
                .params(user, number)
                .query(BalanceTable::entry)
                .optional();
    }

    List<BalanceEntry> before(UUID user, long number, int limit) {
        return jdbc.sql(ENTRY + "number < ? order by number desc limit ?")
                .params(user, number, limit)
                .query(BalanceTable::entry)
                .list();
    }

    private static BalanceEntry entry(ResultSet row, int number) throws SQLException {
        return new BalanceEntry(
                row.getObject("user_id", UUID.class),
                row.getLong("number"),
                EntryType.valueOf(row.getString("type")),
                new Money(row.getBigDecimal("amount")),
                new Money(row.getBigDecimal("balance_after")),
                row.getObject("reference", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
