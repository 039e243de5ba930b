package io.commercebackbone.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A keyset page: what comes after the place where the reader stood.
 *
 * @param more whether something follows the last item
 */
public record Page<T>(List<T> items, boolean more) {

    public Page {
        items = List.copyOf(items);
    }

    /** A page of at most {@code limit} of the rows, read one row beyond it to see whether something follows. */
    public static <T> Page<T> of(List<T> rows, int limit) {
        return new Page<>(rows.subList(0, Math.min(limit, rows.size())), rows.size() > limit);
    }

    public <R> Page<R> map(Function<T, R> mapper) {
        return new Page<>(items.stream().map(mapper).toList(), more);
    }

    /** Where the next page starts, if there is one. */
    public <K> Optional<K> next(Function<T, K> key) {
        return more ? Optional.of(key.apply(items.getLast())) : Optional.empty();
    }
}
