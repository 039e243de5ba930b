package io.commercebackbone.order.coupons;

import static io.commercebackbone.order.coupons.CouponFixtures.coupon;
import static io.commercebackbone.order.coupons.CouponFixtures.fixed;
import static io.commercebackbone.order.coupons.CouponFixtures.won;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CouponTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(1));

    private final UUID user = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final Coupon coupon = coupon(CouponId.next(), user, fixed(500, 1_000), NOW);

    @Test
    void isUsedByOneOrderAtATime() {
        assertThat(coupon.use(order, user, won(1_000), NOW)).isEqualTo(won(500));

        assertThat(coupon.status(NOW)).isEqualTo(CouponStatus.USED);
        assertThat(coupon.discount(user, won(1_000), NOW)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> coupon.use(UUID.randomUUID(), user, won(1_000), NOW));
        assertThat(coupon.usedBy()).isEqualTo(order);
    }

    @Test
    void isOfNoUseToOthersOrForLessThanItsLeastOrder() {
        assertThat(coupon.discount(UUID.randomUUID(), won(1_000), NOW)).isEmpty();
        assertThat(coupon.discount(user, won(999), NOW)).isEmpty();
        assertThat(coupon.discount(user, won(1_000), NOW)).contains(won(500));
    }

    @Test
    void isUsableUntilItsCampaignIsOverAndNotAMomentLonger() {
        assertThat(coupon.discount(user, won(1_000), END.minusNanos(1_000))).isPresent();
        assertThat(coupon.discount(user, won(1_000), END)).isEmpty();
        assertThat(coupon.status(END)).isEqualTo(CouponStatus.EXPIRED);
    }

    @Test
    void canBeUsedAgainOnceItsOrderGaveItBack() {
        coupon.use(order, user, won(1_000), NOW);
        coupon.restore(order);

        assertThat(coupon.status(NOW)).isEqualTo(CouponStatus.AVAILABLE);
        assertThat(coupon.use(UUID.randomUUID(), user, won(1_000), NOW)).isEqualTo(won(500));
    }

    @Test
    void comesBackExpiredIfItsTimeIsOver() {
        coupon.use(order, user, won(1_000), NOW);
        assertThat(coupon.status(END)).isEqualTo(CouponStatus.USED);

        coupon.restore(order);

        assertThat(coupon.status(END)).isEqualTo(CouponStatus.EXPIRED);
    }

    @Test
    void isGivenBackByTheOrderThatUsesItOnly() {
        assertThatIllegalStateException().isThrownBy(() -> coupon.restore(order));
        coupon.use(order, user, won(1_000), NOW);

        assertThatIllegalStateException().isThrownBy(() -> coupon.restore(UUID.randomUUID()));
        assertThat(coupon.status(NOW)).isEqualTo(CouponStatus.USED);
    }
}
