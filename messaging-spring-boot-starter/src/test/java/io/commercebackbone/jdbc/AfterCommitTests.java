package io.commercebackbone.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

class AfterCommitTests {

    private final AtomicInteger steps = new AtomicInteger();

    @AfterEach
    void end() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.clear();
        }
    }

    @Test
    void doesItAtOnceWithoutATransaction() {
        AfterCommit.run(steps::incrementAndGet);

        assertThat(steps).hasValue(1);
    }

    @Test
    void doesItWhenTheTransactionHasCommittedAndNotBefore() {
        TransactionSynchronizationManager.initSynchronization();
        AfterCommit.run(steps::incrementAndGet);
        TransactionSynchronizationUtils.triggerBeforeCommit(false);
        assertThat(steps).hasValue(0);

        TransactionSynchronizationUtils.triggerAfterCommit();
        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);

        assertThat(steps).hasValue(1);
    }

    @Test
    void doesNothingIfTheTransactionRollsBack() {
        TransactionSynchronizationManager.initSynchronization();
        AfterCommit.run(steps::incrementAndGet);

        TransactionSynchronizationUtils.triggerBeforeCompletion();
        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(steps).hasValue(0);
    }
}
