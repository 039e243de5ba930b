package io.commercebackbone.order.coupons;

import io.commercebackbone.order.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Coupons whose rows the current transaction has locked: what is seen here is true until it ends. For that transaction's
 * thread only.
 */
public final class LockedCoupons {

    private final Map<CouponId, Coupon> coupons = new HashMap<>();
    private final Set<Coupon> changed = new LinkedHashSet<>();

    LockedCoupons(List<Coupon> locked) {
        locked.forEach(coupon -> coupons.put(coupon.id(), coupon));
    }

    /**
     * What a coupon would take off an order of this user and total now.
     *
     * @return never more than the total; empty if there is no such coupon, it is somebody else's, used, expired, not valid
     *     yet, or the total is too small for it
     */
    public Optional<Money> discount(CouponId id, UUID user, Money total, Instant now) {
        return Optional.ofNullable(coupons.get(id)).flatMap(coupon -> coupon.discount(user, total, now));
    }

    /**
     * Uses a coupon for an order.
     *
     * @return what it takes off
     * @throws IllegalStateException if it gives no {@link #discount}
     */
    public Money use(CouponId id, UUID order, UUID user, Money total, Instant now) {
        Coupon coupon = locked(id);
        Money discount = coupon.use(order, user, total, now);
        changed.add(coupon);
        return discount;
    }

    /**
     * Gives a coupon back that an order had used.
     *
     * @throws IllegalStateException if that order does not use it
     */
    public void restore(CouponId id, UUID order) {
        Coupon coupon = locked(id);
        coupon.restore(order);
        changed.add(coupon);
    }

    private Coupon locked(CouponId id) {
        Coupon coupon = coupons.get(id);
        if (coupon == null) {
            throw new IllegalStateException("coupon %s is not locked".formatted(id));
        }
        return coupon;
    }

    /** The coupons that were used or given back. */
    List<Coupon> changed() {
        return List.copyOf(changed);
    }
}
