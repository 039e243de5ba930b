package io.commercebackbone.order.coupons;

import io.commercebackbone.paging.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The users' wallets, and what orders do with them. A user sees no coupon but his own. */
@Service
public class Coupons {

    private static final CouponId HIGHEST = new CouponId(new UUID(-1, -1));

    private final CouponTable table;
    private final Clock clock;

    Coupons(CouponTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    public Optional<CouponView> find(UUID user, CouponId id) {
        Instant now = clock.instant();
        return table.find(user, id).map(coupon -> coupon.view(now));
    }

    /**
     * A user's coupons, latest first.
     *
     * @param status only coupons that stand there now; null for all
     * @param after the last coupon the caller has seen; null starts at the latest
     */
    public Page<CouponView> list(UUID user, @Nullable CouponStatus status, @Nullable CouponId after, int limit) {
        Instant now = clock.instant();
        List<Coupon> rows = table.before(user, after == null ? HIGHEST : after, status, now, limit + 1);
        return Page.of(rows, limit).map(coupon -> coupon.view(now));
    }

    /**
     * Locks coupons for the rest of the caller's transaction, all with one statement and in id order; with none if there
     * are none. Waits for whoever holds one of them; ids that are no coupon are left out. Whoever locks products as well
     * locks coupons first. What is used of them or given back is written before the transaction commits.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedCoupons lock(Collection<CouponId> ids) {
        if (ids.isEmpty()) {
            return new LockedCoupons(List.of());
        }
        LockedCoupons locked = new LockedCoupons(table.lock(ids));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                table.write(locked.changed());
            }
        });
        return locked;
    }
}
