package io.commercebackbone.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * Another instance answered a request under the same key first. The transaction that meets this has to be rolled back:
 * what it did was done already.
 */
public class KeyTaken extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeyTaken() {
        super("a request under the same idempotency key was answered meanwhile");
    }

    /** Whether it is at the bottom of a failure. */
    public static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof KeyTaken) {
                return true;
            }
        }
        return false;
    }
}
