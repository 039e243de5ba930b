package io.commercebackbone.idempotency;

import io.commercebackbone.http.Problem;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a handler answered or refused with, to be passed through a transaction that shall commit either way. */
record Outcome<T>(@Nullable T answer, @Nullable Problem refusal) {

    static <T> Outcome<T> of(Supplier<T> handler) {
        try {
            return new Outcome<>(handler.get(), null);
        } catch (Problem e) {
            return new Outcome<>(null, e);
        }
    }

    /** @throws Problem if it was refused */
    T get() {
        if (answer == null) {
            throw refusal == null ? new IllegalStateException("a handler answered nothing") : refusal;
        }
        return answer;
    }

    boolean isRefused() {
        return refusal != null;
    }
}
