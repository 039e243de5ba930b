package io.commercebackbone.order.coupons;

import io.commercebackbone.order.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's coupon. It is used by one order at a time, and changes only while the caller holds the row's lock. That it has
 * expired is no state of it: so no clock and no scanner can be late, and one that comes back after its time is expired.
 */
final class Coupon {

    private final CouponId id;
    private final Campaign campaign;
    private final UUID userId;
    private final Instant issuedAt;
    private @Nullable UUID usedBy;
    private @Nullable Instant usedAt;

    Coupon(
            CouponId id,
            Campaign campaign,
            UUID userId,
            Instant issuedAt,
            @Nullable UUID usedBy,
            @Nullable Instant usedAt) {
        this.id = id;
        this.campaign = campaign;
        this.userId = userId;
        this.issuedAt = issuedAt;
        this.usedBy = usedBy;
        this.usedAt = usedAt;
    }

    CouponId id() {
        return id;
    }

    @Nullable
    UUID usedBy() {
        return usedBy;
    }

    @Nullable
    Instant usedAt() {
        return usedAt;
    }

    CouponStatus status(Instant now) {
        if (usedBy != null) {
            return CouponStatus.USED;
        }
        return campaign.isOver(now) ? CouponStatus.EXPIRED : CouponStatus.AVAILABLE;
    }

    /** What it would take off this user's order now; empty if it cannot be used for it. */
    Optional<Money> discount(UUID user, Money total, Instant now) {
        boolean usable = userId.equals(user)
                && usedBy == null
                && campaign.isActive(now)
                && campaign.discount().appliesTo(total);
        return usable ? Optional.of(campaign.discount().of(total)) : Optional.empty();
    }

    /**
     * Uses it for an order.
     *
     * @return what it takes off
     * @throws IllegalStateException if it gives no {@link #discount}
     */
    Money use(UUID order, UUID user, Money total, Instant now) {
        Money discount = discount(user, total, now)
                .orElseThrow(
                        () -> new IllegalStateException("coupon %s cannot be used for order %s".formatted(id, order)));
        usedBy = order;
        usedAt = now;
        return discount;
    }

    /**
     * Gives it back, because its order was cancelled.
     *
     * @throws IllegalStateException if that order does not use it
     */
    void restore(UUID order) {
        if (!order.equals(usedBy)) {
            throw new IllegalStateException("coupon %s is not used by order %s".formatted(id, order));
        }
        usedBy = null;
        usedAt = null;
    }

    CouponView view(Instant now) {
        return new CouponView(id, campaign, userId, status(now), issuedAt, usedBy);
    }
}
