package io.commercebackbone.messaging.consumer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * The events of a batch of records, in the records' order, up to the first record that cannot be read. A listener
 * acts on the {@link #events()}, calls {@link #throwIfIncomplete()}, and then acknowledges.
 *
 * @param failure names the record that could not be read, if there was one
 */
public record EventBatch<T>(
        List<ReceivedEvent<T>> events, @Nullable BatchListenerFailedException failure) {

    public EventBatch {
        events = List.copyOf(events);
    }

    /** Hands the record that could not be read to the error policy; the records before it count as processed. */
    public void throwIfIncomplete() {
        if (failure != null) {
            throw failure;
        }
    }
}
