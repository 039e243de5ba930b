package io.commercebackbone.verify.books;

import java.util.List;

/** What must be true of coupons: each is used by one order at most, and given back with it. */
final class CouponBooks {

    static final List<SqlRule> RULES = List.of(
            new SqlRule("coupon-used-twice", """
                select 'coupon ' || coupon_id, format('orders %s use it', string_agg(id::text, ', ' order by id))
                  from orders where coupon_id is not null and status <> 'CANCELLED'
                 group by coupon_id having count(*) > 1\
                """),
            new SqlRule("coupon-differs-from-order", """
                select 'coupon ' || c.id,
                       format('says it is used by order %s, which is %s with coupon %s', c.used_by,
                              coalesce(o.status, 'not there'), o.coupon_id)
                  from coupons c left join orders o on o.id = c.used_by
                 where c.used_by is not null
                   and (o.id is null or o.status = 'CANCELLED' or o.coupon_id is distinct from c.id
                        or o.user_id <> c.user_id)
                union all
                select 'coupon ' || c.id, format('is used by order %s, and says it is used by %s', o.id, c.used_by)
                  from orders o join coupons c on c.id = o.coupon_id
                 where o.status <> 'CANCELLED' and c.used_by is distinct from o.id\
                """),
            new SqlRule("campaign-differs-from-coupons", """
                select 'campaign ' || g.id,
                       format('%s of %s are issued, and there are %s coupons', g.issued_quantity, g.total_quantity,
                              count(c.id))
                  from campaigns g left join coupons c on c.campaign_id = g.id
                 group by g.id
                having count(c.id) <> g.issued_quantity or g.issued_quantity > g.total_quantity\
                """));

    private CouponBooks() {}
}
