package io.commercebackbone.idempotency;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A receipt that knows for which outcome it was asked. */
final class IssuedReceipt<R> implements Receipt<R> {

    private final KeyedRequest request;
    private final Function<R, Optional<StoredAnswer>> format;
    private volatile @Nullable R issuedFor;

    IssuedReceipt(KeyedRequest request, Function<R, Optional<StoredAnswer>> format) {
        this.request = request;
        this.format = format;
    }

    @Override
    public Optional<KeyedAnswer> of(R outcome) {
        issuedFor = outcome;
        return format.apply(outcome).map(answer -> new KeyedAnswer(request, answer));
    }

    /** Whether it is this outcome that somebody asked for, to store it; an earlier one may have been rolled back. */
    boolean wasIssuedFor(R outcome) {
        return outcome.equals(issuedFor);
    }
}
