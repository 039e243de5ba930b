package io.commercebackbone.gateway.limits;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How many calls a user has.
 *
 * @param quota calls that may be made at once when none was made for {@code window}
 * @param window the time in which a spent quota fills again, evenly; whole seconds
 */
record Budget(
        @Min(1) @Max(1_000_000) int quota,
        @NotNull @DurationMin(seconds = 1) Duration window) {

    Budget {
        if (window.toNanosPart() != 0) {
            throw new IllegalArgumentException("a budget's window is in whole seconds, not " + window);
        }
    }

    /** Microseconds until one more call is to be had. */
    long interval() {
        return Math.max(1, TimeUnit.SECONDS.toMicros(window.toSeconds()) / quota);
    }
}
