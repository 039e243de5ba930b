package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.NotSent;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.dataplatform.Outcome.Throttled;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The platform behind a bulkhead, which bounds the calls on their way, and a circuit breaker, which leaves a platform
 * alone that fails. Only failures of the platform count against it: one that refuses an event is well, and one that asks
 * to slow down says nothing either way, but is left alone for as long as it asks. All batches share both.
 */
@Component
class GuardedPlatform {

    private static final Logger log = LoggerFactory.getLogger(GuardedPlatform.class);

    private final Platform platform;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final Clock clock;
    private final Duration openFor;
    private volatile Instant openUntil = Instant.MIN;
    private volatile Instant quietUntil = Instant.MIN;

    GuardedPlatform(
            Platform platform, Bulkhead bulkhead, CircuitBreaker breaker, PlatformProperties properties, Clock clock) {
        this.platform = platform;
        this.bulkhead = bulkhead;
        this.breaker = breaker;
        this.clock = clock;
        this.openFor = properties.breaker().openFor();
        breaker.getEventPublisher().onStateTransition(this::changed);
    }

    /**
     * Sends an event once, as soon as there is room; blocks until then.
     *
     * @param wanted asked when there is room: false leaves it unsent
     */
    Outcome post(OutgoingCall call, BooleanSupplier wanted) {
        if (!bulkhead.tryAcquirePermission()) {
            return new NotSent("no call ended in time");
        }
        try {
            if (!wanted.getAsBoolean()) {
                return new NotSent("the batch was ended");
            }
            if (clock.instant().isBefore(quietUntil)) {
                return new NotSent("the platform has asked to slow down");
            }
            return breaker.tryAcquirePermission() ? counted(call) : new NotSent("the circuit breaker is open");
        } finally {
            bulkhead.onComplete();
        }
    }

    /** For how much longer nothing is let through: the breaker is open, or the platform has asked for it. */
    Optional<Duration> closedFor() {
        Instant now = clock.instant();
        boolean open = breaker.getState() == CircuitBreaker.State.OPEN;
        if (!open && !now.isBefore(quietUntil)) {
            return Optional.empty();
        }
        Instant until = open && openUntil.isAfter(quietUntil) ? openUntil : quietUntil;
        return Optional.of(until.isBefore(now) ? Duration.ZERO : Duration.between(now, until));
    }

    private Outcome counted(OutgoingCall call) {
        long began = breaker.getCurrentTimestamp();
        Outcome outcome = attempted(call);
        long took = breaker.getCurrentTimestamp() - began;
        TimeUnit unit = breaker.getTimestampUnit();
        switch (outcome) {
            case Delivered it -> breaker.onSuccess(took, unit);
            case Refused it -> breaker.onSuccess(took, unit);
            case Unavailable it -> breaker.onError(took, unit, new IOException(it.reason()));
            case Throttled it -> {
                breaker.releasePermission();
                keepQuiet(it.retryAfter());
            }
            case NotSent it -> breaker.releasePermission();
        }
        return outcome;
    }

    private synchronized void keepQuiet(@Nullable Duration asked) {
        Instant until = asked == null ? Instant.MIN : clock.instant().plus(asked);
        if (until.isAfter(quietUntil)) {
            quietUntil = until;
        }
    }

    /** Every permission must be given back: so nothing is thrown. */
    private Outcome attempted(OutgoingCall call) {
        try {
            return platform.post(call);
        } catch (RuntimeException e) {
            return new Unavailable(null, e.toString(), null);
        }
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        CircuitBreaker.State state = event.getStateTransition().getToState();
        if (state == CircuitBreaker.State.OPEN) {
            openUntil = clock.instant().plus(openFor);
        }
        log.warn("Platform's circuit breaker changed state={}", state);
    }
}
