package io.commercebackbone.order.coupons;

import static io.commercebackbone.order.coupons.CouponFixtures.campaign;
import static io.commercebackbone.order.coupons.CouponFixtures.fixed;
import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.order.coupons.IssueCouponResult.AlreadyIssued;
import io.commercebackbone.order.coupons.IssueCouponResult.Issued;
import io.commercebackbone.order.coupons.IssueCouponResult.NotBegun;
import io.commercebackbone.order.coupons.IssueCouponResult.Over;
import io.commercebackbone.order.coupons.IssueCouponResult.SoldOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LockedCampaignTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final UUID owner = UUID.randomUUID();
    private final Campaign spring = campaign(fixed(500, 0), 3, 1, NOW);
    private final LockedCampaign locked = new LockedCampaign(spring, Set.of(owner));

    @Test
    void issuesWhatIsLeftInTheOrderOfTheWishes() {
        assertThat(wish(UUID.randomUUID())).isInstanceOf(Issued.class);
        assertThat(wish(UUID.randomUUID())).isInstanceOf(Issued.class);
        assertThat(wish(UUID.randomUUID())).isInstanceOf(SoldOut.class);
        assertThat(locked.now().issuedQuantity()).isEqualTo(3);
    }

    @Test
    void nobodyGetsASecondOne() {
        UUID other = UUID.randomUUID();

        assertThat(wish(owner)).isInstanceOf(AlreadyIssued.class);
        assertThat(wish(other)).isInstanceOf(Issued.class);
        assertThat(wish(other)).isInstanceOf(AlreadyIssued.class);
        assertThat(locked.now().issuedQuantity()).isEqualTo(2);
    }

    @Test
    void whoHasOneIsToldSoAlsoWhenItIsSoldOutOrOver() {
        wish(UUID.randomUUID());
        wish(UUID.randomUUID());

        assertThat(wish(owner)).isInstanceOf(AlreadyIssued.class);
        assertThat(locked.issue(wishOf(owner), spring.validUntil())).isInstanceOf(AlreadyIssued.class);
    }

    @Test
    void issuesInItsTimeOnly() {
        IssueCoupon wish = wishOf(UUID.randomUUID());

        assertThat(locked.issue(wish, spring.validFrom().minus(Duration.ofNanos(1_000))))
                .isEqualTo(new NotBegun(spring, Duration.ofNanos(1_000)));
        assertThat(locked.issue(wish, spring.validUntil())).isEqualTo(new Over(spring));
        assertThat(locked.hasChanged()).isFalse();
        assertThat(locked.issue(wish, spring.validFrom())).isInstanceOf(Issued.class);
        assertThat(locked.hasChanged()).isTrue();
    }

    private IssueCouponResult wish(UUID user) {
        return locked.issue(wishOf(user), NOW);
    }

    private IssueCoupon wishOf(UUID user) {
        return new IssueCoupon(CouponId.next(), spring.id(), user, Receipt.none());
    }
}
