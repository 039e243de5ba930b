package io.commercebackbone.order.coupons.web;

import io.commercebackbone.order.coupons.Campaign;
import io.commercebackbone.order.coupons.CouponStatus;
import io.commercebackbone.order.coupons.CouponView;
import io.commercebackbone.order.coupons.Discount;
import io.commercebackbone.order.coupons.DiscountType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupon of the caller, with the terms of its campaign; amounts are in KRW.
 *
 * @param id what an order names as its {@code couponId}
 * @param couponId the campaign's id
 * @param orderId the order that uses it; null while none does
 */
record CouponResponse(
        UUID id,
        UUID couponId,
        CouponStatus status,
        String name,
        DiscountType discountType,
        BigDecimal discountValue,
        BigDecimal minOrderAmount,
        @Nullable BigDecimal maxDiscountAmount,
        Instant validUntil,
        Instant issuedAt,
        @Nullable UUID orderId) {

    static CouponResponse of(CouponView coupon) {
        Campaign campaign = coupon.campaign();
        Discount discount = campaign.discount();
        return new CouponResponse(
                coupon.id().value(),
                campaign.id().value(),
                coupon.status(),
                campaign.name(),
                discount.type(),
                discount.value(),
                discount.minOrder().amount(),
                discount.most() == null ? null : discount.most().amount(),
                campaign.validUntil(),
                coupon.issuedAt(),
                coupon.usedBy());
    }
}
