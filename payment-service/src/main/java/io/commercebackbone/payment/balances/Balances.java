package io.commercebackbone.payment.balances;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.jdbc.AfterCommit;
import io.commercebackbone.paging.Page;
import io.commercebackbone.payment.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What users have. A balance never falls below 0, and the entries of a user's ledger add up to it after every
 * transaction.
 */
@Service
@Transactional
public class Balances {

    private static final Logger log = LoggerFactory.getLogger(Balances.class);

    private final BalanceTable table;
    private final MovedMoney moved;
    private final Clock clock;

    Balances(BalanceTable table, MovedMoney moved, Clock clock) {
        this.table = table;
        this.moved = moved;
        this.clock = clock;
    }

    /** Adds a charge to the balance, and returns its entry. */
    public BalanceEntry charge(ChargeBalance command) {
        Balance balance = table.lock(command.userId());
        BalanceEntry entry = balance.charge(
                command.amount(),
                UuidCreator.getTimeOrderedEpoch(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        table.write(entry);
        AfterCommit.run(() -> moved.count(List.of(entry)));
        log.info("Balance charged entry={}", entry.reference());
        return entry;
    }

    /** Has the caller's transaction fail when it has waited so long for a lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void limitLockWait(Duration longest) {
        table.limitLockWait(longest);
    }

    /**
     * Locks users' balances for the rest of the caller's transaction, in the order of their ids; waits for whoever holds
     * one of them. What is paid of them or given back is written before the transaction commits.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedBalances lock(Collection<UUID> users) {
        LockedBalances locked = new LockedBalances(table.lock(users));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                table.write(locked.entries());
            }

            @Override
            public void afterCommit() {
                moved.count(locked.entries());
            }
        });
        return locked;
    }

    /** What a user has: 0 for one who never had anything. */
    @Transactional(readOnly = true)
    public Money of(UUID user) {
        return table.find(user).orElse(Money.ZERO);
    }

    /**
     * A user's ledger, latest entry first.
     *
     * @param before the number of the last entry the caller has seen; null starts at the latest
     */
    @Transactional(readOnly = true)
    public Page<BalanceEntry> entries(UUID user, @Nullable Long before, int limit) {
        return Page.of(table.before(user, before == null ? Long.MAX_VALUE : before, limit + 1), limit);
    }

    @Transactional(readOnly = true)
    public Optional<BalanceEntry> entry(UUID user, long number) {
        return table.entry(user, number);
    }
}
