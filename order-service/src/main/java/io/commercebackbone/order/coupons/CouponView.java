package io.commercebackbone.order.coupons;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's coupon as it is at one moment.
 *
 * @param usedBy the order that uses it; null while none does
 */
public record CouponView(
        CouponId id,
        Campaign campaign,
        UUID userId,
        CouponStatus status,
        Instant issuedAt,
        @Nullable UUID usedBy) {}
