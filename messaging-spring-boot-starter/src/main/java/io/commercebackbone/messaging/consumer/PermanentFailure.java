package io.commercebackbone.messaging.consumer;

import org.jspecify.annotations.Nullable;

/**
 * This record can never be processed, however often it is tried: undecodable, of an unknown version, or impossible in
 * the state that it meets. It is dead-lettered at once and the partition goes on. Every other exception is taken for
 * transient: the record is tried again until it succeeds, and nothing behind it is passed over.
 */
public class PermanentFailure extends RuntimeException {

    private final String failureCause;

    /**
     * @param failureCause a short stable word for what is wrong, such as {@code undecodable}: operators filter by it
     */
    public PermanentFailure(String failureCause, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failureCause = failureCause;
    }

    public PermanentFailure(String failureCause, String message) {
        this(failureCause, message, null);
    }

    /** The short stable word for what is wrong. */
    public String failureCause() {
        return failureCause;
    }
}
