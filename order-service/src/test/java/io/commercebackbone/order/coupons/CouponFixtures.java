package io.commercebackbone.order.coupons;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Campaigns and coupons as tests need them. */
public final class CouponFixtures {

    private CouponFixtures() {}

    static Discount rate(String percent, int minOrder, @Nullable Integer most) {
        return new Discount(DiscountType.RATE, new BigDecimal(percent), won(minOrder), most == null ? null : won(most));
    }

    static Discount fixed(int amount, int minOrder) {
        return new Discount(DiscountType.FIXED, BigDecimal.valueOf(amount), won(minOrder), null);
    }

    /** One that is active an hour before and after {@code now}. */
    static Campaign campaign(Discount discount, int total, int issued, Instant now) {
        Duration hour = Duration.ofHours(1);
        return new Campaign(
                CampaignId.next(), "Spring", discount, total, issued, now.minus(hour), now.plus(hour), now.minus(hour));
    }

    static Coupon coupon(CouponId id, UUID user, Discount discount, Instant now) {
        return new Coupon(id, campaign(discount, 1, 1, now), user, now, null, null);
    }

    /** A user's coupon that takes an amount off any order, locked as in a transaction. */
    public static LockedCoupons locked(CouponId id, UUID user, Money off, Instant now) {
        Discount discount = new Discount(DiscountType.FIXED, off.amount(), Money.ZERO, null);
        return new LockedCoupons(List.of(coupon(id, user, discount, now)));
    }

    /** Starts a campaign over HTTP that takes an amount off any order, and returns its id. */
    public static UUID newCampaign(Api admin, int off, int total) {
        Answer answer = admin.post("/admin/coupons", terms("""
                "discountType": "FIXED", "discountValue": %d, "totalQuantity": %d""".formatted(off, total)));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.response().body());
        }
        return UUID.fromString(answer.body().path("id").asString());
    }

    /** A campaign's JSON with these terms, active today. */
    public static String terms(String terms) {
        return """
                {"name": "Spring", %s, "validFrom": "2020-01-01T00:00:00Z", "validUntil": "2999-01-01T00:00:00Z"}""".formatted(terms);
    }

    /** Has a coupon issued to a user over HTTP and returns its id. */
    public static UUID issued(Api user, UUID campaign) {
        Answer answer = user.post("/coupons/" + campaign + "/issue", "");
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.response().body());
        }
        return UUID.fromString(answer.body().path("id").asString());
    }

    static Money won(int amount) {
        return new Money(BigDecimal.valueOf(amount));
    }
}
