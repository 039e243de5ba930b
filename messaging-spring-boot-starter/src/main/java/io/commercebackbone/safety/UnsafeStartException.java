package io.commercebackbone.safety;

import java.util.Map;

/** A service was told to start in a way that only the local stack may. */
final class UnsafeStartException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final transient Map<Unsafe, String> refused;

    UnsafeStartException(Map<Unsafe, String> refused) {
        super("Not started because of unsafe settings: " + refused.keySet());
        this.refused = refused;
    }

    Map<Unsafe, String> refused() {
        return refused;
    }
}
