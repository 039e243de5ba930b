package io.commercebackbone.order.coupons;

import java.time.Duration;

/** What became of the wish for a coupon; only the first changed anything. */
public sealed interface IssueCouponResult {

    /** The coupon is committed. */
    record Issued(CouponView coupon) implements IssueCouponResult {}

    /** The user has one of this campaign, used or not. */
    record AlreadyIssued(CampaignId campaign) implements IssueCouponResult {}

    /** All coupons of the campaign are issued. It stays so. */
    record SoldOut(Campaign campaign) implements IssueCouponResult {}

    /**
     * The campaign has not begun.
     *
     * @param beginsIn how long it takes until it does; more than zero
     */
    record NotBegun(Campaign campaign, Duration beginsIn) implements IssueCouponResult {}

    /** The campaign is over. It stays so. */
    record Over(Campaign campaign) implements IssueCouponResult {}

    record NoSuchCampaign(CampaignId campaign) implements IssueCouponResult {}

    /** There was no answer in time. Trying again is safe: a user gets one coupon at most. */
    record Busy() implements IssueCouponResult {}
}
