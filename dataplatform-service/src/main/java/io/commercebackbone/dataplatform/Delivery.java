package io.commercebackbone.dataplatform;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event so far.
 *
 * @param number its place in the log: rises with the time of the first attempt
 * @param state DELIVERED, REFUSED (dead-lettered) or WAITING
 * @param attempts how often it was sent, restarts included
 * @param status the latest answer; null if there was none
 * @param deliveredAt when the platform took it; null if it has not
 */
record Delivery(
        long number,
        UUID eventId,
        UUID orderId,
        UUID paymentId,
        String state,
        int attempts,
        @Nullable Integer status,
        Instant firstAttemptAt,
        Instant lastAttemptAt,
        @Nullable Instant deliveredAt) {}
