package io.commercebackbone.operations;

import io.commercebackbone.messaging.outbox.OutboxOperations.ParkedKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next goes into {@code after}; null on the last page */
record ParkedPage(List<ParkedKey> items, @Nullable String next) {}
