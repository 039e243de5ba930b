package io.commercebackbone.payment;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client calls one thing that it wants done once, however often it asks. A key belongs to its user and to the
 * call that it was first used for, and is kept as long as what it did.
 */
public record IdempotencyKey(String value) {

    /** The header that carries it. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7E]{1,200}");

    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(HEADER + " must be 1 to 200 printable ASCII characters");
        }
    }

    /** The key of a request that may have none. */
    public static @Nullable IdempotencyKey ofNullable(@Nullable String value) {
        return value == null ? null : new IdempotencyKey(value);
    }
}
