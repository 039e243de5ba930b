package io.commercebackbone.verify.books;

import java.util.List;

/** What must be true within payment-service's database: money is conserved, and nothing moved without a reason. */
final class PaymentBooks {

    static final List<SqlRule> RULES = List.of(
            new SqlRule("balance-differs-from-ledger", """
                select 'user ' || b.user_id,
                       format('the balance is %s, the ledger adds up to %s', b.balance, coalesce(e.amount, 0))
                  from balances b
                  left join (select user_id, sum(amount) as amount from balance_entries group by user_id) e
                       using (user_id)
                 where b.balance <> coalesce(e.amount, 0)\
                """),
            new SqlRule("balance-entry-missing", """
                select 'user ' || b.user_id,
                       format('%s entries up to number %s, where the balance counts %s',
                              count(e.number), coalesce(max(e.number), 0), b.entries)
                  from balances b left join balance_entries e using (user_id)
                 group by b.user_id, b.entries
                having count(e.number) <> b.entries or coalesce(max(e.number), 0) <> b.entries\
                """),
            new SqlRule("balance-entry-does-not-continue", """
                select 'user ' || user_id,
                       format('entry %s begins with %s where the one before it ended with %s',
                              number, balance_after - amount, before)
                  from (select *, lag(balance_after, 1, 0::numeric)
                                  over (partition by user_id order by number) as before
                          from balance_entries) entries
                 where balance_after - amount <> before\
                """),
            new SqlRule("payment-differs-from-ledger", """
                select 'order ' || p.order_id,
                       format('attempt %s is %s over %s, the ledger moved %s in %s entries',
                              p.attempt, p.status, p.amount, coalesce(e.amount, 0), coalesce(e.entries, 0))
                  from payments p
                  left join (select reference, sum(amount) as amount, count(*) as entries
                               from balance_entries where type = 'PAYMENT' group by reference) e
                         on e.reference = p.id
                 where coalesce(e.amount, 0) <> case p.status when 'COMPLETED' then -p.amount else 0 end
                    or coalesce(e.entries, 0) > 1\
                """),
            new SqlRule("money-moved-without-reason", """
                select 'user ' || e.user_id,
                       format('entry %s moved %s as %s of %s, which is not there',
                              e.number, e.amount, e.type, e.reference)
                  from balance_entries e
                 where (e.type = 'PAYMENT' and not exists
                         (select 1 from payments p where p.id = e.reference and p.user_id = e.user_id))
                    or (e.type = 'REFUND' and not exists
                         (select 1 from refunds r where r.payment_id = e.reference and r.user_id = e.user_id))\
                """),
            new SqlRule("refund-differs-from-payment", """
                select 'order ' || r.order_id,
                       format('%s given back of %s paid (%s), the ledger moved %s in %s entries',
                              r.amount, p.amount, p.status, coalesce(e.amount, 0), coalesce(e.entries, 0))
                  from refunds r
                  join payments p on p.id = r.payment_id
                  left join (select reference, sum(amount) as amount, count(*) as entries
                               from balance_entries where type = 'REFUND' group by reference) e
                         on e.reference = r.payment_id
                 where p.status <> 'COMPLETED' or p.order_id <> r.order_id or p.user_id <> r.user_id
                    or r.amount <> p.amount or coalesce(e.amount, 0) <> r.amount or coalesce(e.entries, 0) > 1\
                """),
            new SqlRule("order-paid-twice", """
                select 'order ' || order_id,
                       format('attempts %s are all completed', string_agg(attempt::text, ', ' order by attempt))
                  from payments where status = 'COMPLETED' group by order_id having count(*) > 1\
                """),
            new SqlRule("shipment-differs-from-payment", """
                select 'order ' || coalesce(p.order_id, s.order_id),
                       format('payment %s says shipment %s, there is %s', p.id, p.shipment_id, s.id)
                  from (select * from payments where status = 'COMPLETED') p
                  full join shipments s
                         on s.id = p.shipment_id and s.order_id = p.order_id and s.user_id = p.user_id
                 where s.id is null or p.id is null\
                """),
            new SqlRule("shipment-differs-from-refund", """
                select 'order ' || s.order_id,
                       format('the shipment is %s, and the payment was %s', s.status,
                              case when r.order_id is null then 'not given back' else 'given back' end)
                  from shipments s left join refunds r using (order_id)
                 where (s.status = 'CANCELLED') <> (r.order_id is not null)\
                """),
            new SqlRule("money-not-conserved", """
                with money as (
                  select user_id, sum(amount) as charged, 0 as kept, 0 as paid, 0 as refunded
                    from balance_entries where type = 'CHARGE' group by user_id
                  union all select user_id, 0, balance, 0, 0 from balances
                  union all select user_id, 0, 0, sum(amount), 0
                              from payments where status = 'COMPLETED' group by user_id
                  union all select user_id, 0, 0, 0, sum(amount) from refunds group by user_id)
                select coalesce('user ' || user_id, 'all users'),
                       format('charges of %s are not balances of %s, payments of %s less refunds of %s',
                              sum(charged), sum(kept), sum(paid), sum(refunded))
                  from money group by rollup (user_id)
                having sum(charged) <> sum(kept) + sum(paid) - sum(refunded)\
                """),
            new SqlRule("payment-without-its-event", """
                select 'order ' || p.order_id,
                       format('attempt %s is %s and has %s events', p.attempt, p.status, count(o.id))
                  from payments p
                  left join outbox o on o.key = p.order_id::text
                        and o.topic = case p.status when 'COMPLETED' then 'payment-completed'
                                                    when 'FAILED' then 'payment-failed' end
                        and (convert_from(o.payload, 'UTF8')::jsonb ->> 'attempt')::int = p.attempt
                 where p.created_at > now() - interval '6 days'
                 group by p.order_id, p.attempt, p.status
                having count(o.id) <> case p.status when 'ABORTED' then 0 else 1 end\
                """),
            new SqlRule("shipment-without-its-event", """
                select 'order ' || s.order_id, format('the shipment is %s and has %s events', s.status, count(o.id))
                  from shipments s left join outbox o on o.key = s.order_id::text and o.topic = 'shipping-started'
                 where s.created_at > now() - interval '6 days'
                 group by s.order_id, s.status
                having count(o.id) <> case when s.status in ('STARTED', 'DELIVERED') then 1 else 0 end\
                """));

    private PaymentBooks() {}
}
