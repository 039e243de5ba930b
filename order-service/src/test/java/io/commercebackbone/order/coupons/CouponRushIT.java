package io.commercebackbone.order.coupons;

import static io.commercebackbone.order.coupons.CouponFixtures.newCampaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.local.Together;
import io.commercebackbone.order.RunningService;
import io.commercebackbone.order.coupons.IssueCouponResult.AlreadyIssued;
import io.commercebackbone.order.coupons.IssueCouponResult.Issued;
import io.commercebackbone.order.coupons.IssueCouponResult.SoldOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Everybody wants the same coupon from two instances on one database. */
class CouponRushIT {

    private static final RunningService one = RunningService.start("coupon_rush");
    private static final RunningService other = RunningService.start("coupon_rush");

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void aHundredCouponsGoToAHundredOfTenThousandUsersWhoAskTwice() throws Exception {
        UUID campaign = newCampaign(one.admin(), 100, 100);
        List<UUID> users = users(10_000);
        List<UUID> wishes = new ArrayList<>(users);
        wishes.addAll(users);
        Collections.shuffle(wishes, new Random(1));
        long start = System.nanoTime();

        Map<Class<?>, List<IssueCouponResult>> results = rush(campaign, wishes);

        System.out.printf(
                "CouponRushIT: 20,000 wishes for 100 coupons in %d ms: %s%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis(), counts(results));
        assertThat(results.keySet()).isSubsetOf(Set.of(Issued.class, AlreadyIssued.class, SoldOut.class));
        assertThat(results.get(Issued.class)).hasSize(100);
        assertIssued(campaign, results.getOrDefault(Issued.class, List.of()));
    }

    @Test
    void aCampaignThatIsNotSoldOutHasServedEverybodyOnce() throws Exception {
        UUID campaign = newCampaign(one.admin(), 100, 5_000);
        List<UUID> users = users(3_000);
        List<UUID> wishes = new ArrayList<>(users);
        wishes.addAll(users.subList(0, 1_000));
        long start = System.nanoTime();

        Map<Class<?>, List<IssueCouponResult>> results = rush(campaign, wishes);

        System.out.printf(
                "CouponRushIT: 4,000 wishes for 5,000 coupons in %d ms: %s%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis(), counts(results));
        assertThat(results.get(Issued.class)).hasSize(3_000);
        assertThat(results.get(AlreadyIssued.class)).hasSize(1_000);
        assertIssued(campaign, results.getOrDefault(Issued.class, List.of()));
    }

    private static List<UUID> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
    }

    private static Map<Class<?>, List<IssueCouponResult>> rush(UUID campaign, List<UUID> users) throws Exception {
        List<Callable<IssueCouponResult>> wishes = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            Campaigns instance = (i % 2 == 0 ? one : other).bean(Campaigns.class);
            UUID user = users.get(i);
            wishes.add(() -> instance.issue(new CampaignId(campaign), user, Receipt.none()));
        }
        return Together.some(200, wishes).stream().collect(Collectors.groupingBy(Object::getClass));
    }

    private static Map<String, Integer> counts(Map<Class<?>, List<IssueCouponResult>> results) {
        return results.entrySet().stream()
                .collect(Collectors.toMap(
                        it -> it.getKey().getSimpleName(), it -> it.getValue().size()));
    }

    /** Rows, count and answers say the same, and nobody has two. */
    private static void assertIssued(UUID campaign, List<IssueCouponResult> issued) {
        List<UUID> told =
                issued.stream().map(it -> ((Issued) it).coupon().id().value()).toList();
        assertThat(one.sql()
                        .sql("select id from coupons where campaign_id = ?")
                        .param(campaign)
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(told);
        assertThat(one.count("select count(distinct user_id) from coupons where campaign_id = ?", campaign))
                .isEqualTo(told.size());
        assertThat(one.count("select issued_quantity from campaigns where id = ?", campaign))
                .isEqualTo(told.size());
        assertThat(new HashSet<>(told)).hasSize(told.size());
    }
}
