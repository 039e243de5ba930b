package io.commercebackbone.ranking;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What to count anew.
 *
 * @param from the first day; all days of the longest window unless given
 * @param force begin also if events of these days were deleted
 */
record BeginRebuild(@Nullable LocalDate from, @Nullable Boolean force) {

    static final BeginRebuild OF_EVERYTHING = new BeginRebuild(null, null);

    boolean isForced() {
        return Boolean.TRUE.equals(force);
    }
}
