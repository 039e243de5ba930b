-- Names and prices are rarely written, stock with nearly every order: free room in the page keeps the row's new versions
-- beside the old ones, and no index holds the stock, so that an order touches the table only.
create table products (
    id             uuid           primary key,
    name           text collate "C" not null check (char_length(name) between 1 and 200),
    price          numeric(19, 2) not null check (price >= 0),
    stock          integer        not null check (stock >= 0),
    -- number of the product's latest entry in stock_ledger
    ledger_entries bigint         not null check (ledger_entries >= 0),
    created_at     timestamptz    not null
) with (fillfactor = 70);

create index products_by_name on products (name, id);
create index products_by_price on products (price, id);

-- Every change of a product's stock: sum(delta) is the stock, and the numbers of a product have no gap.
create table stock_ledger (
    product_id  uuid        not null references products,
    number      bigint      not null check (number > 0),
    delta       integer     not null check (delta <> 0),
    reason      text        not null check (char_length(reason) between 1 and 200),
    stock_after integer     not null check (stock_after >= 0),
    -- the order that caused it, if one did
    reference   uuid,
    at          timestamptz not null,
    primary key (product_id, number)
);

create table orders (
    id              uuid           primary key,
    user_id         uuid           not null,
    status          text           not null
        check (status in ('PENDING', 'PAYING', 'PAID', 'SHIPPING', 'DELIVERED', 'CANCELLED')),
    -- how many payments were begun: the fencing number of the latest
    attempt         integer        not null default 0 check (attempt >= 0),
    coupon_id       uuid,
    total_amount    numeric(19, 2) not null check (total_amount >= 0),
    discount_amount numeric(19, 2) not null check (discount_amount between 0 and total_amount),
    payment_amount  numeric(19, 2) not null check (payment_amount = total_amount - discount_amount),
    cancel_reason   text
        check (cancel_reason in ('USER_REQUEST', 'PAYMENT_FAILED', 'EXPIRED', 'REFUNDED')),
    created_at      timestamptz    not null,
    expires_at      timestamptz    not null,
    check ((status = 'CANCELLED') = (cancel_reason is not null))
);

create index orders_of_user on orders (user_id, id desc);

create table order_lines (
    order_id   uuid           not null references orders,
    position   integer        not null check (position >= 0),
    product_id uuid           not null references products,
    quantity   integer        not null check (quantity > 0),
    unit_price numeric(19, 2) not null check (unit_price >= 0),
    primary key (order_id, position)
);
