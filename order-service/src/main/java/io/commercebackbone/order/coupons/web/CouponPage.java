package io.commercebackbone.order.coupons.web;

import io.commercebackbone.order.coupons.CouponView;
import io.commercebackbone.paging.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of the caller's coupons, latest first.
 *
 * @param next to be given as {@code after} for what follows; null when nothing does
 */
record CouponPage(List<CouponResponse> items, @Nullable UUID next) {

    static CouponPage of(Page<CouponView> page) {
        return new CouponPage(
                page.map(CouponResponse::of).items(),
                page.next(coupon -> coupon.id().value()).orElse(null));
    }
}
