package io.commercebackbone.idempotency;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The request under way, which may bear an {@code Idempotency-Key}. A handler of a POST that takes one does its work
 * through it: the work is done once per key, and asked again it is answered the same, byte for byte. Without a key the
 * work just runs, with no further transaction or statement.
 *
 * <p>Remembered is what was answered with 2xx, and with 402, 404, 409, 410 or 422 unless there is a {@code Retry-After}.
 * Everything else is tried anew when it is asked again.
 */
public final class IdempotentCall {

    private final OnceOnly onceOnly;
    private final @Nullable Keyed keyed;

    IdempotentCall(OnceOnly onceOnly, @Nullable Keyed keyed) {
        this.onceOnly = onceOnly;
        this.keyed = keyed;
    }

    /** A request with a key. */
    record Keyed(KeyedRequest request, AnswerFormat format) {}

    /** The key, if the client gave one. */
    public Optional<String> key() {
        return Optional.ofNullable(keyed).map(it -> it.request().scope().key());
    }

    /**
     * For work that is one transaction: the answer is stored in it. Under a key everything that the handler does in the
     * database becomes one transaction, so it must not call other services.
     *
     * @param handler answers, or refuses with a {@link io.commercebackbone.http.Problem}
     */
    public <T> T once(Supplier<T> handler) {
        return keyed == null ? handler.get() : onceOnly.inTransaction(keyed.request(), keyed.format(), handler);
    }

    /**
     * For work that has transactions of its own: it gets a receipt, and stores that with what it commits.
     *
     * @param answer turns what became of it into the answer; runs in the thread of the work too, and changes nothing
     */
    public <R, T> T once(Function<Receipt<R>, R> work, Function<R, T> answer) {
        return once(work, answer, () -> {});
    }

    /** The same; {@code beforeRepeating} runs before an answer is given again. */
    public <R, T> T once(Function<Receipt<R>, R> work, Function<R, T> answer, Runnable beforeRepeating) {
        return keyed == null
                ? answer.apply(work.apply(Receipt.none()))
                : onceOnly.run(keyed.request(), keyed.format(), work, answer, beforeRepeating);
    }
}
