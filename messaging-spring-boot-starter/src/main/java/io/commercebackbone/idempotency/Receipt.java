package io.commercebackbone.idempotency;

import java.util.Optional;

/**
 * Turns what became of a request into what is stored under its key. Handed to whoever commits what became of it, who
 * stores it in that same transaction with {@link AnswerStore}: so the change and the memory of it are there together or
 * not at all. May be used by any thread.
 */
@FunctionalInterface
public interface Receipt<R> {

    /** What to store; empty for a request without a key, and for an outcome that is worth trying again. */
    Optional<KeyedAnswer> of(R outcome);

    /** Of a request without a key. */
    static <R> Receipt<R> none() {
        return outcome -> Optional.empty();
    }
}
