package io.commercebackbone.order.coupons;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.order.coupons.IssueCouponResult.SoldOut;
import io.commercebackbone.order.group.GroupWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Campaigns and the coupons that they issue: first come, first served, one per user, and never more than there are. */
@Service
public class Campaigns {

    private static final Logger log = LoggerFactory.getLogger(Campaigns.class);

    private final CampaignTable table;
    private final GroupWriter<IssueCoupon, IssueCouponResult> writer;
    private final SoldOutCampaigns soldOut;
    private final CouponMetrics metrics;
    private final Clock clock;

    Campaigns(
            CampaignTable table,
            GroupWriter<IssueCoupon, IssueCouponResult> writer,
            SoldOutCampaigns soldOut,
            CouponMetrics metrics,
            Clock clock) {
        this.table = table;
        this.writer = writer;
        this.soldOut = soldOut;
        this.metrics = metrics;
        this.clock = clock;
    }

    public Campaign create(CreateCampaign command) {
        Campaign campaign = new Campaign(
                CampaignId.next(),
                command.name(),
                command.discount(),
                command.totalQuantity(),
                0,
                command.validFrom(),
                command.validUntil(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        table.insert(campaign);
        log.info("Campaign created campaign={} quantity={}", campaign.id(), campaign.totalQuantity());
        return campaign;
    }

    public Optional<Campaign> find(CampaignId id) {
        return table.find(id);
    }

    /**
     * Issues a coupon to a user, together with others that come at the same time, and waits until it is committed, a
     * bounded time. Wishes of one instance are decided in the order in which they come here. Must not be called in a
     * transaction.
     *
     * @param receipt stored with what the database decides; not with what is known without asking it
     * @throws IllegalStateException if it could not be issued and nobody knows why; nothing was changed
     */
    public IssueCouponResult issue(CampaignId campaign, UUID user, Receipt<IssueCouponResult> receipt) {
        IssueCoupon wish = new IssueCoupon(CouponId.next(), campaign, user, receipt);
        IssueCouponResult result = soldOut.answer(wish).orElseGet(() -> decide(wish));
        metrics.count(result);
        return result;
    }

    private IssueCouponResult decide(IssueCoupon wish) {
        IssueCouponResult result = writer.submit(wish);
        if (result instanceof SoldOut it) {
            soldOut.learn(it.campaign());
        }
        return result;
    }
}
