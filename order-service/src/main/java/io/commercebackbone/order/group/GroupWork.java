package io.commercebackbone.order.group;

import java.time.Duration;
import java.util.List;

/** What is done with a group of commands, and how a command is answered that nothing was done for. */
public interface GroupWork<C, R> {

    /**
     * Does all of them in one transaction, in their order.
     *
     * @param lockTimeout how long to wait for a row lock that somebody else holds
     * @return a result for each command, in their order; true once the call returns
     * @throws RuntimeException if the transaction failed; nothing is done then, or nobody knows
     */
    List<R> commit(List<C> group, Duration lockTimeout);

    /** The answer if there was no capacity in time: nothing was done, and trying again is safe. */
    R busy(C command);

    /** The answer if the database's is missing: it was done as a whole or not at all. */
    R unconfirmed(C command);
}
