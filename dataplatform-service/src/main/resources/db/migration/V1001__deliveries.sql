-- What became of each event that was sent to the platform. Nothing of what was paid by whom: that stays in the event.
create table deliveries (
    event_id         uuid        primary key,
    -- order of first attempts, for pages
    number           bigint      generated always as identity unique,
    order_id         uuid        not null,
    payment_id       uuid        not null,
    state            text        not null check (state in ('WAITING', 'DELIVERED', 'REFUSED')),
    -- the latest answer; null if there was none
    status           integer,
    attempts         integer     not null check (attempts > 0),
    first_attempt_at timestamptz not null,
    last_attempt_at  timestamptz not null,
    delivered_at     timestamptz,
    check ((state = 'DELIVERED') = (delivered_at is not null))
);

create index deliveries_of_order on deliveries (order_id, number desc);
create index deliveries_by_age on deliveries (last_attempt_at);
