package io.commercebackbone.calls;

import java.time.Duration;

/**
 * A target could not be asked, or gave no usable answer: the breaker is open, too many calls are under way, the time was
 * over, nobody listens, or it failed itself. Whether it has acted on the call is not known. The HTTP edge answers it as
 * 503 with {@code Retry-After}.
 */
public class ServiceUnavailable extends RuntimeException {

    private final String target;
    private final Duration retryAfter;

    ServiceUnavailable(String target, Duration retryAfter, Throwable cause) {
        super("%s is unavailable: %s".formatted(target, cause.getMessage()), cause);
        this.target = target;
        this.retryAfter = retryAfter;
    }

    /** The name of the target. */
    public String target() {
        return target;
    }

    /** When it is worth trying again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
