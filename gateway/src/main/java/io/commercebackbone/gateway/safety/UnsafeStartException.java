package io.commercebackbone.gateway.safety;

import java.util.EnumSet;
import java.util.Set;

/** The gateway was told to start in a way that only the local stack may. */
final class UnsafeStartException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final EnumSet<Unsafe> refused;

    UnsafeStartException(Set<Unsafe> refused) {
        super("Not started because of unsafe settings: " + refused);
        this.refused = EnumSet.copyOf(refused);
    }

    Set<Unsafe> refused() {
        return refused;
    }
}
