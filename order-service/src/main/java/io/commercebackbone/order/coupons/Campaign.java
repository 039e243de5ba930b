package io.commercebackbone.order.coupons;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A campaign as it is at one moment. Everything but {@code issuedQuantity} stays as it was made; that only grows.
 *
 * @param totalQuantity how many coupons it issues at most
 * @param validFrom when coupons can be issued and used first
 * @param validUntil when they cannot any more
 */
public record Campaign(
        CampaignId id,
        String name,
        Discount discount,
        int totalQuantity,
        int issuedQuantity,
        Instant validFrom,
        Instant validUntil,
        Instant createdAt) {

    boolean isActive(Instant now) {
        return !now.isBefore(validFrom) && now.isBefore(validUntil);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(validUntil);
    }

    /** Once it is, it is for good. */
    boolean isSoldOut() {
        return issuedQuantity >= totalQuantity;
    }

    /** Why it issues no coupon to anybody at a time; empty if it does. */
    Optional<IssueCouponResult> refusal(Instant now) {
        if (now.isBefore(validFrom)) {
            return Optional.of(new IssueCouponResult.NotBegun(this, Duration.between(now, validFrom)));
        }
        if (isOver(now)) {
            return Optional.of(new IssueCouponResult.Over(this));
        }
        return isSoldOut() ? Optional.of(new IssueCouponResult.SoldOut(this)) : Optional.empty();
    }

    Campaign withIssued(int quantity) {
        return new Campaign(id, name, discount, totalQuantity, quantity, validFrom, validUntil, createdAt);
    }
}
