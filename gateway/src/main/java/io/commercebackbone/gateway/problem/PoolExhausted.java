package io.commercebackbone.gateway.problem;

import org.springframework.core.NestedExceptionUtils;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Tells a request that got no connection from one that a service did not answer, which it comes dressed up as. */
public final class PoolExhausted {

    private PoolExhausted() {}

    /** Whether the service was never asked because all connections to it were in use. */
    public static boolean isCauseOf(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause instanceof PoolAcquireTimeoutException || cause instanceof PoolAcquirePendingLimitException;
    }
}
