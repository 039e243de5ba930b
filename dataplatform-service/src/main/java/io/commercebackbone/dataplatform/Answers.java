package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.dataplatform.Outcome.Throttled;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an HTTP status means for an event. */
final class Answers {

    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * These say nothing about the event: 401, 403 and 407 that our credentials are wrong, 408 and 425 that the call
     * came too slowly or too early. Once that is mended the same event is taken, so it waits.
     */
    private static final Set<Integer> NOT_THE_EVENT = Set.of(401, 403, 407, 408, 425);

    private Answers() {}

    /** What a final status means; one that is neither success nor refusal, such as a redirect, waits. */
    static Outcome outcome(int status, @Nullable Duration retryAfter) {
        if (status >= 200 && status < 300) {
            return new Delivered(status);
        }
        String reason = "the platform answered " + status;
        if (status == TOO_MANY_REQUESTS) {
            return new Throttled(status, retryAfter);
        }
        if (status >= 400 && status < 500 && !NOT_THE_EVENT.contains(status)) {
            return new Refused(status, reason);
        }
        return new Unavailable(status, reason, retryAfter);
    }
}
