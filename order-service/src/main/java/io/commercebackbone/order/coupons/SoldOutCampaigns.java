package io.commercebackbone.order.coupons;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Remembers which campaigns are sold out, so that whoever comes too late is told without asking the database. Right with
 * any number of instances: coupons are never taken back and a campaign's total never changes, so a campaign that was seen
 * sold out once, in committed rows, is sold out for ever and its owners are final. Whoever does not know it yet asks the
 * database.
 */
@Component
class SoldOutCampaigns {

    private final Map<CampaignId, Entry> known = new ConcurrentHashMap<>();
    private final IssueTable table;
    private final long room;
    private final Clock clock;

    SoldOutCampaigns(IssueTable table, CouponProperties properties, Clock clock) {
        this.table = table;
        this.room = properties.rememberedOwners();
        this.clock = clock;
    }

    private static final class Entry {

        private final Campaign campaign;

        /** A number for each owner, ascending; two users may have the same. */
        private final long[] owners;

        Entry(Campaign campaign, long[] owners) {
            this.campaign = campaign;
            this.owners = owners;
        }

        boolean mayOwn(UUID user) {
            return Arrays.binarySearch(owners, number(user)) >= 0;
        }
    }

    /** The answer to a wish, if it is known here; whoever may have a coupon already has to ask the database. */
    Optional<IssueCouponResult> answer(IssueCoupon wish) {
        @Nullable Entry entry = known.get(wish.campaign());
        if (entry == null || entry.mayOwn(wish.user())) {
            return Optional.empty();
        }
        return entry.campaign.refusal(clock.instant());
    }

    /** Remembers it if there is room; campaigns that are over make some. */
    void learn(Campaign soldOut) {
        if (known.containsKey(soldOut.id())) {
            return;
        }
        Instant now = clock.instant();
        known.values().removeIf(entry -> entry.campaign.isOver(now));
        long taken = known.values().stream()
                .mapToLong(entry -> entry.campaign.totalQuantity())
                .sum();
        if (taken + soldOut.totalQuantity() <= room) {
            known.computeIfAbsent(soldOut.id(), id -> new Entry(soldOut, table.ownersOf(id, SoldOutCampaigns::number)));
        }
    }

    private static long number(UUID user) {
        return user.getMostSignificantBits() ^ user.getLeastSignificantBits();
    }
}
