package io.commercebackbone.order.coupons;

import java.time.Instant;

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

    Campaign withIssued(int quantity) {
        return new Campaign(id, name, discount, totalQuantity, quantity, validFrom, validUntil, createdAt);
    }
}
