package io.commercebackbone.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be true of the whole database after every transaction: money is conserved (P3). */
public final class Books {

    private static final String LEDGER_DIFFERS = """
            select count(*) from balances b
             where b.balance <> (select coalesce(sum(amount), 0) from balance_entries e where e.user_id = b.user_id)
                or b.entries <> (select count(*) from balance_entries e where e.user_id = b.user_id)
                or b.entries <> (select coalesce(max(number), 0) from balance_entries e where e.user_id = b.user_id)
                or b.balance < 0""";

    private static final String ENTRY_DIFFERS_FROM_ITS_PREDECESSOR = """
            select count(*) from (
              select balance_after - amount as before,
                     lag(balance_after, 1, 0) over (partition by user_id order by number) as expected
                from balance_entries) entries where before <> expected""";

    private static final String PAYMENT_WITHOUT_ENTRY = """
            select count(*) from payments p
             where (select coalesce(sum(amount), 0) from balance_entries e
                     where e.reference = p.id and e.type = 'PAYMENT')
                <> case when p.status = 'COMPLETED' then -p.amount else 0 end""";

    private static final String PAYMENT_WITHOUT_ITS_EVENT = """
            select count(*) from payments p
             where (select count(*) from outbox o where o.key = p.order_id::text
                       and o.topic = case p.status when 'COMPLETED' then 'payment-completed' else 'payment-failed' end)
                <> case when p.status = 'ABORTED' then 0 else 1 end""";

    private static final String SHIPMENT_DIFFERS = """
            select count(*) from shipments s full join (select * from payments where status = 'COMPLETED') p
                on s.id = p.shipment_id and s.order_id = p.order_id and s.user_id = p.user_id
             where s.id is null or p.id is null
                or (s.status = 'CANCELLED') <> exists (select 1 from refunds r where r.order_id = p.order_id)""";

    private static final String REFUND_WITHOUT_ENTRY = """
            select count(*) from refunds r
             where (select coalesce(sum(amount), 0) from balance_entries e
                     where e.reference = r.payment_id and e.type = 'REFUND') <> r.amount""";

    private Books() {}

    public static void balance(JdbcClient sql) {
        assertThat(count(sql, LEDGER_DIFFERS))
                .as("balances that differ from their ledger")
                .isZero();
        assertThat(count(sql, ENTRY_DIFFERS_FROM_ITS_PREDECESSOR))
                .as("entries that do not continue their predecessor")
                .isZero();
        assertThat(count(sql, PAYMENT_WITHOUT_ENTRY))
                .as("payments that differ from the ledger")
                .isZero();
        assertThat(count(sql, PAYMENT_WITHOUT_ITS_EVENT))
                .as("payments that have not exactly their event")
                .isZero();
        assertThat(count(sql, SHIPMENT_DIFFERS))
                .as("shipments that differ from payments and refunds")
                .isZero();
        assertThat(count(sql, REFUND_WITHOUT_ENTRY))
                .as("refunds that differ from the ledger")
                .isZero();
    }

    private static long count(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
