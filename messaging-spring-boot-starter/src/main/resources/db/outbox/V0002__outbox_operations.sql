-- What operators did about the outbox: who, when, what, why.
create table outbox_operations (
    id     uuid        primary key,
    at     timestamptz not null,
    by     text        not null,
    action text        not null check (action in ('republish', 'retry', 'skip')),
    what   text        not null,
    reason text,
    events bigint      not null
);
create index outbox_operations_by_time on outbox_operations (at desc, id);
