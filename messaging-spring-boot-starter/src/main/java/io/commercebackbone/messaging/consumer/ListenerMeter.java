package io.commercebackbone.messaging.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.function.Supplier;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/** How listeners fare, each under the name of its topic: whether it waits, and how often it was started again. */
class ListenerMeter {

    private final Supplier<Collection<MessageListenerContainer>> listeners;
    private final MeterRegistry meters;

    /** @param listeners those of the service, once it has started */
    ListenerMeter(Supplier<Collection<MessageListenerContainer>> listeners, MeterRegistry meters) {
        this.listeners = listeners;
        this.meters = meters;
    }

    @EventListener(ApplicationStartedEvent.class)
    void register() {
        for (MessageListenerContainer listener : listeners.get()) {
            restarts(listener);
            Gauge.builder("backbone.consumer.paused", listener, it -> it.isPauseRequested() ? 1 : 0)
                    .description("1 while the listener waits before it tries again")
                    .tag("listener", name(listener))
                    .register(meters);
        }
    }

    void restarted(MessageListenerContainer listener) {
        restarts(listener).increment();
    }

    private Counter restarts(MessageListenerContainer listener) {
        return Counter.builder("backbone.consumer.restarts")
                .description("How often the listener had stopped and was started again")
                .tag("listener", name(listener))
                .register(meters);
    }

    /** What a listener is called: its topic. */
    static String name(MessageListenerContainer listener) {
        String[] topics = listener.getContainerProperties().getTopics();
        return topics == null ? String.valueOf(listener.getListenerId()) : String.join(",", topics);
    }
}
