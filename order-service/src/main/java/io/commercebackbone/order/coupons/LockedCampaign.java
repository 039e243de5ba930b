package io.commercebackbone.order.coupons;

import io.commercebackbone.order.coupons.IssueCouponResult.AlreadyIssued;
import io.commercebackbone.order.coupons.IssueCouponResult.Issued;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A campaign whose row the current transaction has locked: nobody else issues its coupons meanwhile, so what is decided
 * here is decided. For that transaction's thread only.
 */
final class LockedCampaign {

    private final Campaign before;
    private final Set<UUID> owners;
    private int issued;

    /** @param owners who of those that want a coupon have one */
    LockedCampaign(Campaign campaign, Set<UUID> owners) {
        this.before = campaign;
        this.owners = new HashSet<>(owners);
        this.issued = campaign.issuedQuantity();
    }

    /** First come, first served: in the order of the calls. */
    IssueCouponResult issue(IssueCoupon wish, Instant now) {
        Campaign campaign = now();
        if (owners.contains(wish.user())) {
            return new AlreadyIssued(campaign.id());
        }
        Optional<IssueCouponResult> refusal = campaign.refusal(now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        issued++;
        owners.add(wish.user());
        return new Issued(new CouponView(wish.id(), now(), wish.user(), CouponStatus.AVAILABLE, now, null));
    }

    boolean hasChanged() {
        return issued != before.issuedQuantity();
    }

    /** The campaign as this transaction has left it so far. */
    Campaign now() {
        return before.withIssued(issued);
    }
}
