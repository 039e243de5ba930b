package io.commercebackbone.order.coupons;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * Identifies a coupon of a user.
 *
 * @param value UUIDv7 for coupons issued here, so that ids rise with time
 */
@Embeddable
public record CouponId(UUID value) {

    public static CouponId next() {
        return new CouponId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
