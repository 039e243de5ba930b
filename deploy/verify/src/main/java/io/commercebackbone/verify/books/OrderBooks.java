package io.commercebackbone.verify.books;

import java.time.Duration;
import java.util.List;

/** What must be true within order-service's database: stock is conserved, and nothing is left hanging. */
final class OrderBooks {

    /** What holds in every snapshot. */
    static final List<SqlRule> RULES = List.of(
            new SqlRule("stock-differs-from-ledger", """
                select 'product ' || p.id,
                       format('the stock is %s, the ledger adds up to %s', p.stock, coalesce(sum(l.delta), 0))
                  from products p left join stock_ledger l on l.product_id = p.id
                 group by p.id, p.stock having p.stock <> coalesce(sum(l.delta), 0)\
                """),
            new SqlRule("stock-entry-missing", """
                select 'product ' || p.id,
                       format('%s entries up to number %s, where the product counts %s',
                              count(l.number), coalesce(max(l.number), 0), p.ledger_entries)
                  from products p left join stock_ledger l on l.product_id = p.id
                 group by p.id, p.ledger_entries
                having count(l.number) <> p.ledger_entries or coalesce(max(l.number), 0) <> p.ledger_entries\
                """),
            new SqlRule("stock-entry-does-not-continue", """
                select 'product ' || product_id,
                       format('entry %s begins with %s where the one before it ended with %s',
                              number, stock_after - delta, before)
                  from (select *, lag(stock_after, 1, 0)
                                  over (partition by product_id order by number) as before
                          from stock_ledger) entries
                 where stock_after - delta <> before\
                """),
            new SqlRule("stock-differs-from-orders", """
                select 'product ' || p.id,
                       format('%s came in by hand less %s in live orders is not a stock of %s',
                              coalesce(l.by_hand, 0), coalesce(o.ordered, 0), p.stock)
                  from products p
                  left join (select product_id, sum(delta) as by_hand
                               from stock_ledger where reference is null group by product_id) l
                         on l.product_id = p.id
                  left join (select product_id, sum(quantity) as ordered
                               from order_lines join orders on orders.id = order_id
                              where status <> 'CANCELLED' group by product_id) o
                         on o.product_id = p.id
                 where p.stock <> coalesce(l.by_hand, 0) - coalesce(o.ordered, 0)\
                """),
            new SqlRule("order-differs-from-stock", """
                with lines as (
                  select order_id, product_id, status, sum(quantity) as quantity
                    from order_lines join orders on orders.id = order_id
                   group by order_id, product_id, status),
                moved as (
                  select reference as order_id, product_id, sum(delta) as delta,
                         count(*) filter (where delta < 0) as taken, count(*) filter (where delta > 0) as given
                    from stock_ledger where reference is not null group by reference, product_id)
                select 'order ' || order_id,
                       format('%s of product %s, order %s: the ledger took %s times, gave back %s times, moved %s',
                              l.quantity, product_id, coalesce(l.status, 'is not there'),
                              coalesce(m.taken, 0), coalesce(m.given, 0), coalesce(m.delta, 0))
                  from lines l full join moved m using (order_id, product_id)
                 where l.status is null or m.taken is distinct from 1
                    or m.given <> case l.status when 'CANCELLED' then 1 else 0 end
                    or m.delta <> case l.status when 'CANCELLED' then 0 else -l.quantity end\
                """),
            new SqlRule("order-differs-from-lines", """
                select 'order ' || o.id,
                       format('the total is %s, the lines add up to %s', o.total_amount,
                              coalesce(sum(l.quantity * l.unit_price), 0))
                  from orders o left join order_lines l on l.order_id = o.id
                 group by o.id, o.total_amount
                having o.total_amount <> coalesce(sum(l.quantity * l.unit_price), 0)\
                """),
            new SqlRule("order-without-its-event", """
                select 'order ' || o.id, format('is %s and has %s order-created, %s order-cancelled', o.status,
                       count(e.id) filter (where e.topic = 'order-created'),
                       count(e.id) filter (where e.topic = 'order-cancelled'))
                  from orders o left join outbox e on e.key = o.id::text
                 where o.created_at > now() - interval '6 days'
                 group by o.id, o.status
                having count(e.id) filter (where e.topic = 'order-created') <> 1
                    or count(e.id) filter (where e.topic = 'order-cancelled')
                       <> case o.status when 'CANCELLED' then 1 else 0 end\
                """));

    private OrderBooks() {}

    /**
     * Nothing stays open beyond its time.
     *
     * @param grace how long after its time something may still be open
     */
    static List<SqlRule> late(Duration grace) {
        String late = " < now() - make_interval(secs => %d)".formatted(grace.toSeconds());
        return List.of(
                new SqlRule("paying-past-its-lease", """
                    select 'order ' || id, format('attempt %s is under way, its lease ended at %s', attempt, lease_until)
                      from orders where status = 'PAYING' and (lease_until is null or lease_until\
                    """ + late + ")"),
                new SqlRule("unpaid-past-its-time", """
                    select 'order ' || id, format('is PENDING and expired at %s', expires_at)
                      from orders where status = 'PENDING' and expires_at\
                    """ + late),
                new SqlRule("refund-overdue", """
                    select 'order ' || id, format('money is to be given back since %s', refund_due_since)
                      from orders where refund_due_since\
                    """ + late));
    }
}
