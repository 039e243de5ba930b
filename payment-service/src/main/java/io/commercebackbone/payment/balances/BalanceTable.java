package io.commercebackbone.payment.balances;

import io.commercebackbone.payment.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Balances and their ledger in the database. */
@Component
class BalanceTable {

    private static final String ENTRY =
            "select user_id, number, type, abs(amount) as amount, balance_after, reference, at "
                    + "from balance_entries where user_id = ? and ";

    private final JdbcClient jdbc;

    BalanceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks a user's balance until the transaction ends; a user without one gets one. */
    Balance lock(UUID user) {
        return locked(user).or(() -> created(user)).orElseThrow();
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
