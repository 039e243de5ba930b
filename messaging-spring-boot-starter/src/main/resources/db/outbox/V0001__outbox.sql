-- Events wait here, written with the business change that causes them, until the relay has sent them.
create table outbox (
    id         bigint generated always as identity primary key, -- order within a key; ce_sequence on the wire
    xid        xid8        not null default pg_current_xact_id(),
    event_id   uuid        not null,
    topic      text        not null,
    key        text        not null,
    payload    bytea       not null check (octet_length(payload) <= 900000),
    headers    jsonb       not null default '{}',
    created_at timestamptz not null default clock_timestamp()
);
create index outbox_xid on outbox (xid);

-- Up to which snapshot everything has been sent, and of which cluster that snapshot is.
create table outbox_cursor (
    lane      smallint primary key,
    snap      pg_snapshot not null,
    system_id bigint      not null,
    saved_at  timestamptz not null
);

-- Rows that wait behind a failure of their key while other keys go on.
create table outbox_parked (
    id       bigint primary key references outbox (id),
    key      text        not null,
    attempts int         not null,
    next_at  timestamptz not null,
    error    text
);
create index outbox_parked_key on outbox_parked (key);
