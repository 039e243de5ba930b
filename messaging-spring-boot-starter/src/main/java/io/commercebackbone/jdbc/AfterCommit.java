package io.commercebackbone.jdbc;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is true only once the current transaction has committed, such as that something is to be counted. */
public final class AfterCommit {

    private AfterCommit() {}

    /**
     * Does it after the commit, in the transaction's thread, and not at all if it rolls back; at once where there is no
     * transaction. An exception of it reaches the caller although all is committed.
     */
    public static void run(Runnable step) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            step.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                step.run();
            }
        });
    }
}
