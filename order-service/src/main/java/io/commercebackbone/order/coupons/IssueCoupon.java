package io.commercebackbone.order.coupons;

import io.commercebackbone.idempotency.Receipt;
import java.util.UUID;

/**
 * A user's wish for a coupon of a campaign.
 *
 * @param id the id the coupon will have
 * @param receipt stored with what becomes of it
 */
public record IssueCoupon(CouponId id, CampaignId campaign, UUID user, Receipt<IssueCouponResult> receipt) {}
