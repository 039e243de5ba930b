-- What happened to an order after it was placed, in the order in which it happened: whoever writes an entry holds the
-- lock of the order's row.
create table order_history (
    order_id uuid        not null references orders,
    number   bigint      generated always as identity,
    type     text        not null,
    at       timestamptz not null,
    -- the event that told it, or that tells it, and the trace in which it happened
    event_id uuid,
    trace_id uuid,
    attempt  integer,
    reason   text,
    primary key (order_id, number)
);

-- How it was placed is told by the order's own row, so that placing an order costs no row more.
alter table orders
    add column created_event uuid,
    add column created_trace uuid,
    -- set when money of a cancelled order cannot be given back any more, because its shipment has left
    add column refund_refused_at timestamptz,
    add constraint orders_refund check (refund_due_since is null or refund_refused_at is null);
