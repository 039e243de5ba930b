package io.commercebackbone.order.coupons;

/** What became of the wish for a coupon; only the first changed anything. */
public sealed interface IssueCouponResult {

    /** The coupon is committed. */
    record Issued(CouponView coupon) implements IssueCouponResult {}

    /** The user has one of this campaign, used or not. */
    record AlreadyIssued(CampaignId campaign) implements IssueCouponResult {}

    /** All coupons of the campaign are issued. It stays so. */
    record SoldOut(Campaign campaign) implements IssueCouponResult {}

    /** The campaign has not begun, or is over. */
    record NotActive(Campaign campaign) implements IssueCouponResult {}

    record NoSuchCampaign(CampaignId campaign) implements IssueCouponResult {}

    /** There was no answer in time. Trying again is safe: a user gets one coupon at most. */
    record Busy() implements IssueCouponResult {}
}
