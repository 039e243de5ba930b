package io.commercebackbone.dataplatform;

import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as it goes out: the same bytes under the same key however often it is sent.
 *
 * @param idempotencyKey the event's id
 * @param body JSON
 * @param traceparent W3C trace context, if the event came with a sound one
 */
record OutgoingCall(
        UUID idempotencyKey, String body, @Nullable String traceparent) {

    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * The call for an event.
     *
     * @throws tools.jackson.core.JacksonException if the event holds what JSON cannot say
     */
    static OutgoingCall of(ReceivedEvent<PaymentCompletedEvent> event) {
        byte[] json = EventJson.write(PaymentMessage.of(event));
        return new OutgoingCall(event.id(), new String(json, StandardCharsets.UTF_8), sound(event.traceparent()));
    }

    private static @Nullable String sound(@Nullable String traceparent) {
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }
}
