package io.commercebackbone.operations;

import io.commercebackbone.messaging.outbox.OutboxOperations.Unsent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox holds that Kafka has not acknowledged.
 *
 * @param unsent how many events, parked ones included
 * @param oldest when the first of them was stored
 * @param next goes into {@code after}; null on the last page
 */
record OutboxPage(
        long unsent,
        @Nullable Instant oldest,
        long parkedKeys,
        List<Unsent> items,
        @Nullable String next) {}
