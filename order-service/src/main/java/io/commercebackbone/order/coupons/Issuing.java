package io.commercebackbone.order.coupons;

import io.commercebackbone.idempotency.AnswerStore;
import io.commercebackbone.idempotency.KeyedAnswer;
import io.commercebackbone.order.coupons.IssueCouponResult.Busy;
import io.commercebackbone.order.coupons.IssueCouponResult.Issued;
import io.commercebackbone.order.coupons.IssueCouponResult.NoSuchCampaign;
import io.commercebackbone.order.group.GroupWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides a group of wishes in one transaction, under the locks of their campaigns: they are taken in id order, so that
 * several instances issue one after the other and never deadlock.
 */
@Component
class Issuing implements GroupWork<IssueCoupon, IssueCouponResult> {

    private final CampaignTable campaigns;
    private final IssueTable table;
    private final AnswerStore answers;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Issuing(CampaignTable campaigns, IssueTable table, AnswerStore answers, JdbcTemplate jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.table = table;
        this.answers = answers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<IssueCouponResult> commit(List<IssueCoupon> wishes, Duration lockTimeout) {
        jdbc.execute("set local lock_timeout = " + Math.max(1, lockTimeout.toMillis()));
        Map<CampaignId, LockedCampaign> locked = lock(wishes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<IssueCouponResult> results =
                wishes.stream().map(wish -> issue(wish, locked, now)).toList();
        table.insert(results.stream()
                .flatMap(it -> it instanceof Issued issued ? Stream.of(issued.coupon()) : Stream.empty())
                .toList());
        campaigns.count(locked.values().stream()
                .filter(LockedCampaign::hasChanged)
                .map(LockedCampaign::now)
                .toList());
        answers.store(answersOf(wishes, results));
        return results;
    }

    private static List<KeyedAnswer> answersOf(List<IssueCoupon> wishes, List<IssueCouponResult> results) {
        return IntStream.range(0, wishes.size())
                .mapToObj(i -> wishes.get(i).receipt().of(results.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Who has a coupon is looked up once the campaigns are locked: by then nobody else can issue one. */
    private Map<CampaignId, LockedCampaign> lock(List<IssueCoupon> wishes) {
        List<Campaign> rows =
                campaigns.lock(wishes.stream().map(IssueCoupon::campaign).toList());
        Map<CampaignId, Set<UUID>> owners = table.owners(wishes);
        Map<CampaignId, LockedCampaign> locked = new HashMap<>();
        rows.forEach(row -> locked.put(row.id(), new LockedCampaign(row, owners.getOrDefault(row.id(), Set.of()))));
        return locked;
    }

    private static IssueCouponResult issue(IssueCoupon wish, Map<CampaignId, LockedCampaign> locked, Instant now) {
        @Nullable LockedCampaign campaign = locked.get(wish.campaign());
        return campaign == null ? new NoSuchCampaign(wish.campaign()) : campaign.issue(wish, now);
    }

    @Override
    public IssueCouponResult busy(IssueCoupon wish) {
        return new Busy();
    }

    @Override
    public IssueCouponResult unconfirmed(IssueCoupon wish) {
        return new Busy();
    }
}
