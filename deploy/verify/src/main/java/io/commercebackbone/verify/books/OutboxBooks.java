package io.commercebackbone.verify.books;

import java.util.List;

/** What must be true within the outbox of any service: nothing waits. */
final class OutboxBooks {

    static final List<SqlRule> RULES = List.of(new SqlRule("event-not-sent", """
        select 'order ' || o.key, format('event %s, number %s of %s, was not sent', o.event_id, o.id, o.topic)
          from outbox o, outbox_cursor c
         where c.lane = 0 and not pg_visible_in_snapshot(o.xid, c.snap)\
        """), new SqlRule("event-parked", """
                         select 'order ' || p.key, format('event number %s waits after %s attempts: %s', p.id, p.attempts, p.error)
                           from outbox_parked p\
                         """));

    private OutboxBooks() {}
}
