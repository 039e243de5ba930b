-- What paying an order adds to it: the attempt under way with the key it was asked under, and what came of it.
alter table orders
    add column payment_key      text,
    add column lease_until      timestamptz,
    add column payment_id       uuid,
    add column shipment_id      uuid,
    -- set when money was taken for an order that cannot take it, until it was given back
    add column refund_due_since timestamptz,
    add constraint orders_lease check (status = 'PAYING' or lease_until is null);

-- what the scanners look for; each holds the few orders that are in that state
create index orders_by_lease on orders (lease_until) where status = 'PAYING';
create index orders_by_expiry on orders (expires_at) where status = 'PENDING';
create index orders_by_refund on orders (refund_due_since) where refund_due_since is not null;
