package io.commercebackbone.dataplatform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of handing one event to the platform. */
sealed interface Outcome {

    /** The platform has it. */
    record Delivered(int status) implements Outcome {}

    /**
     * It will never be taken.
     *
     * @param status what the platform answered; null if there was no point in asking
     */
    record Refused(@Nullable Integer status, String reason) implements Outcome {}

    /**
     * The platform is well and asks us to slow down.
     *
     * @param retryAfter when to come back, if it said so
     */
    record Throttled(int status, @Nullable Duration retryAfter) implements Outcome {}

    /**
     * It was not taken now, or nobody knows whether it was.
     *
     * @param status what the platform answered; null if nothing
     * @param retryAfter when to come back, if it said so
     */
    record Unavailable(
            @Nullable Integer status,
            String reason,
            @Nullable Duration retryAfter) implements Outcome {}

    /** It was not even tried. */
    record NotSent(String reason) implements Outcome {}
}
