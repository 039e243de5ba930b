package io.commercebackbone.operations;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to do about parked keys.
 *
 * @param key which; null for all, where that makes sense
 * @param reason why its event is given up
 */
record ParkedRequest(
        @Nullable String key, @Nullable @Size(max = 500) String reason) {}
