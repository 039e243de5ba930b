package io.commercebackbone.order.coupons;

import java.util.UUID;

/**
 * A user's wish for a coupon of a campaign.
 *
 * @param id the id the coupon will have
 */
public record IssueCoupon(CouponId id, CampaignId campaign, UUID user) {}
