-- A campaign gives out coupons until all are issued or its time is over. Whoever issues holds its row's lock; free room in
-- the page keeps the row's new versions beside the old ones, and no index holds the count.
create table campaigns (
    id                  uuid           primary key,
    name                text           not null check (char_length(name) between 1 and 200),
    discount_type       text           not null check (discount_type in ('FIXED', 'RATE')),
    -- KRW, or per cent
    discount_value      numeric(19, 2) not null check (discount_value > 0),
    min_order_amount    numeric(19, 2) not null check (min_order_amount >= 0),
    max_discount_amount numeric(19, 2) check (max_discount_amount > 0),
    -- never changed: that a campaign is sold out is remembered outside the database
    total_quantity      integer        not null check (total_quantity > 0),
    issued_quantity     integer        not null check (issued_quantity between 0 and total_quantity),
    valid_from          timestamptz    not null,
    valid_until         timestamptz    not null,
    created_at          timestamptz    not null,
    check (valid_from < valid_until),
    check (discount_type <> 'RATE' or discount_value <= 100)
) with (fillfactor = 50);

-- A user's coupon of a campaign: one at most. Whether it has expired is a question of the time, not of the row.
create table coupons (
    id          uuid        primary key,
    campaign_id uuid        not null references campaigns,
    user_id     uuid        not null,
    issued_at   timestamptz not null,
    -- the order that uses it, and since when
    used_by     uuid,
    used_at     timestamptz,
    unique (campaign_id, user_id),
    check ((used_by is null) = (used_at is null))
) with (fillfactor = 90);

create index coupons_of_user on coupons (user_id, id desc);

alter table orders
    add constraint orders_coupon foreign key (coupon_id) references coupons;
