package io.commercebackbone.operations;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to do about parked keys.
 *
 * @param key which; null for all, where that makes sense
 * @param eventId the event to be given up: nothing is done if the key does not wait behind it, so that a call whose answer
 *     was lost can be repeated; null for whatever the key waits behind
 * @param reason why its event is given up
 */
record ParkedRequest(
        @Nullable String key,
        @Nullable UUID eventId,
        @Nullable @Size(max = 500) String reason) {}
