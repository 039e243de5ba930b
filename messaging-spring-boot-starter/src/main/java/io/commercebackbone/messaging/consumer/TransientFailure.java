package io.commercebackbone.messaging.consumer;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This record cannot be processed now, and may be later: it is tried again until it succeeds, and nothing behind it is
 * passed over. Any exception that is no {@link PermanentFailure} means that; this one can say in addition when trying
 * again makes sense, such as the remaining wait of a circuit breaker or a {@code Retry-After}. The container then pauses
 * for exactly that long instead of for its own growing back-off, which is not a limit: cap what comes from outside.
 */
public class TransientFailure extends RuntimeException {

    private final @Nullable Duration retryAfter;

    /**
     * @param retryAfter how long to wait before the record is tried again, 0 or more; null leaves it to the back-off
     */
    public TransientFailure(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must not be negative but is " + retryAfter);
        }
        this.retryAfter = retryAfter;
    }

    public TransientFailure(String message, @Nullable Duration retryAfter) {
        this(message, retryAfter, null);
    }

    /** How long to wait before the record is tried again; empty where nobody knows. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
