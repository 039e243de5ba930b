package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.NotSent;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;

/** Sending one event of a batch once. Used by one thread at a time. */
final class Attempt {

    private final int index;
    private final ReceivedEvent<PaymentCompletedEvent> event;
    private Outcome outcome = new NotSent("an earlier event of the order was not delivered");
    private Instant at;

    /**
     * An attempt that was not made yet.
     *
     * @param index the event's place in its batch
     */
    Attempt(int index, ReceivedEvent<PaymentCompletedEvent> event) {
        this.index = index;
        this.event = event;
        this.at = event.time();
    }

    /** Sends the event, unless there turns out to be no point in it. */
    void make(GuardedPlatform platform, BooleanSupplier wanted, Clock clock) {
        outcome = outcome(platform, wanted);
        at = clock.instant();
    }

    private Outcome outcome(GuardedPlatform platform, BooleanSupplier wanted) {
        try {
            return platform.post(OutgoingCall.of(event), wanted);
        } catch (JacksonException e) {
            return new Refused(null, "the event cannot be written as JSON: " + e.getOriginalMessage());
        }
    }

    int index() {
        return index;
    }

    UUID eventId() {
        return event.id();
    }

    UUID orderId() {
        return event.body().orderId();
    }

    UUID paymentId() {
        return event.body().paymentId();
    }

    Outcome outcome() {
        return outcome;
    }

    /** When the outcome was known. */
    Instant at() {
        return at;
    }

    boolean delivered() {
        return outcome instanceof Delivered;
    }

    boolean made() {
        return !(outcome instanceof NotSent);
    }
}
