-- One row per user is locked by whatever moves money: free room in the page keeps its new versions beside the old ones,
-- and no index holds the balance.
create table balances (
    user_id uuid           primary key,
    balance numeric(19, 2) not null check (balance >= 0),
    -- number of the user's latest entry in balance_entries
    entries bigint         not null check (entries >= 0)
) with (fillfactor = 70);

-- Every change of a balance: sum(amount) is the balance, and the numbers of a user have no gap.
create table balance_entries (
    user_id         uuid           not null references balances,
    number          bigint         not null check (number > 0),
    type            text           not null check (type in ('CHARGE', 'PAYMENT', 'REFUND')),
    amount          numeric(19, 2) not null check (amount <> 0 and (amount < 0) = (type = 'PAYMENT')),
    balance_after   numeric(19, 2) not null check (balance_after >= 0),
    -- the charge itself, or the payment that took the amount or got it back
    reference       uuid           not null,
    idempotency_key text           check (char_length(idempotency_key) between 1 and 200),
    at              timestamptz    not null,
    primary key (user_id, number)
);

create unique index balance_entries_by_key on balance_entries (user_id, idempotency_key)
    where idempotency_key is not null;

-- One row decides one attempt to pay one order, once and for all: rows are inserted and never changed.
create table payments (
    order_id        uuid        not null,
    -- the fencing number that the service of the orders gave out
    attempt         integer     not null check (attempt > 0),
    id              uuid        not null unique,
    user_id         uuid        not null,
    status          text        not null check (status in ('COMPLETED', 'FAILED', 'ABORTED')),
    amount          numeric(19, 2) check (amount >= 0),
    currency        text        not null,
    reason          text,
    shipment_id     uuid,
    idempotency_key text        check (char_length(idempotency_key) between 1 and 200),
    created_at      timestamptz not null,
    primary key (order_id, attempt),
    check ((status = 'ABORTED') = (amount is null)),
    check ((status = 'FAILED') = (reason is not null)),
    check ((status = 'COMPLETED') = (shipment_id is not null))
);

-- An order is paid once, whatever happens.
create unique index payments_completed on payments (order_id) where status = 'COMPLETED';

create unique index payments_by_key on payments (user_id, idempotency_key) where idempotency_key is not null;

create table refunds (
    order_id   uuid           primary key,
    id         uuid           not null unique,
    payment_id uuid           not null references payments (id),
    user_id    uuid           not null,
    amount     numeric(19, 2) not null check (amount >= 0),
    reason     text           not null check (char_length(reason) between 1 and 200),
    created_at timestamptz    not null
);

create table shipments (
    id                    uuid        primary key,
    order_id              uuid        not null unique,
    user_id               uuid        not null,
    status                text        not null check (status in ('PREPARING', 'STARTED', 'DELIVERED', 'CANCELLED')),
    tracking_number       text        check (char_length(tracking_number) between 1 and 100),
    created_at            timestamptz not null,
    started_at            timestamptz,
    delivered_at          timestamptz,
    -- since when the service of the orders is known to know, and when it was last told in vain
    delivery_confirmed_at timestamptz,
    delivery_tried_at     timestamptz,
    check ((status in ('STARTED', 'DELIVERED')) = (tracking_number is not null and started_at is not null)),
    check ((status = 'DELIVERED') = (delivered_at is not null))
);

create index shipments_to_confirm on shipments (delivery_tried_at nulls first)
    where status = 'DELIVERED' and delivery_confirmed_at is null;
