package io.commercebackbone.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next goes into {@code after}; null on the last page */
record DeadLetterPage(
        List<DeadLetterResponse> items, @Nullable String next) {}
