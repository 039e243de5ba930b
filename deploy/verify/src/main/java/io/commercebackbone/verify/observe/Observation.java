package io.commercebackbone.verify.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an alert when something went wrong.
 *
 * @param firedAfter since it went wrong; null if it never fired
 * @param said what it said when it fired first
 * @param endedAfter since it was made right; null if it never ended
 * @param trouble what kept it from being made wrong or right; empty if nothing did
 */
record Observation(
        Mishap mishap,
        String alert,
        @Nullable Duration firedAfter,
        String said,
        @Nullable Duration endedAfter,
        String trouble) {

    /** Whether it fired because of it and ended after it. */
    boolean isAsItShouldBe() {
        return firedAfter != null && endedAfter != null && trouble.isEmpty();
    }
}
