package io.commercebackbone.messaging.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Keeps listeners consuming for as long as their service runs. Has a paused one go on when its time has come, and starts
 * one again that has stopped without having been told to: Spring Kafka stops a listener for good at an {@link Error},
 * for instance when there was no memory for a moment, and when the broker does not let it read.
 *
 * <p>Its only thread is there before the listeners are: a process that is out of memory gets no new one.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what runs there catches everything itself
class ListenerKeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ListenerKeeper.class);

    /** Before the listeners start, and after they have stopped. */
    private static final int PHASE = DEFAULT_PHASE - 8192;

    private final Supplier<Collection<MessageListenerContainer>> listeners;
    private final Duration interval;
    private final MeterRegistry meters;
    private final Map<MessageListenerContainer, Long> pausedUntil = new ConcurrentHashMap<>();
    private final Set<MessageListenerContainer> stopped = new HashSet<>();
    private volatile @Nullable ScheduledExecutorService thread;

    /**
     * @param listeners those that shall consume now
     * @param interval how often it looks after them
     */
    ListenerKeeper(Supplier<Collection<MessageListenerContainer>> listeners, Duration interval, MeterRegistry meters) {
        this.listeners = listeners;
        this.interval = interval;
        this.meters = meters;
    }

    /** Consumes nothing for a while. Of several pauses the one that ends last counts. */
    void pause(MessageListenerContainer listener, Duration pause) {
        pausedUntil.merge(listener, System.nanoTime() + pause.toNanos(), Math::max);
        listener.pause();
        ScheduledExecutorService running = thread;
        if (running != null) {
            running.schedule(() -> guarded(listener, this::resumeInTime), pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("listener-keeper").daemon().factory());
            started.scheduleWithFixedDelay(this::look, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
            thread = started;
        }
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = thread;
        if (running != null) {
            running.shutdownNow();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void look() {
        try {
            listeners.get().forEach(listener -> {
                guarded(listener, this::resumeInTime);
                guarded(listener, this::restartIfStopped);
            });
        } catch (Throwable e) {
            log.error("Kafka Consumer - listeners not looked after", e);
        }
    }

    /** What fails, fails for one listener and one look. */
    private static void guarded(MessageListenerContainer listener, Consumer<MessageListenerContainer> step) {
        try {
            step.accept(listener);
        } catch (Throwable e) {
            log.error("Kafka Consumer - listener not looked after: listener={}", listener.getListenerId(), e);
        }
    }

    private void resumeInTime(MessageListenerContainer listener) {
        Long until = pausedUntil.get(listener);
        if (until != null && System.nanoTime() - until >= 0 && pausedUntil.remove(listener, until)) {
            listener.resume();
        }
    }

    /** In the second look that finds it stopped, so that its threads have had time to leave the group. */
    private void restartIfStopped(MessageListenerContainer listener) {
        if (listener.isInExpectedState() && !stopped.contains(listener)) {
            return;
        }
        if (stopped.add(listener)) {
            log.error(
                    "Kafka Consumer - listener stopped, it is started again: listener={}, after={}",
                    listener.getListenerId(),
                    interval);
            listener.stopAbnormally(() -> {});
            return;
        }
        if (listener.isRunning()) {
            listener.stopAbnormally(() -> {}); // its last start got half way
            return;
        }
        pausedUntil.remove(listener);
        listener.resume();
        listener.start();
        stopped.remove(listener);
        meters.counter("backbone.consumer.restarts", "listener", String.valueOf(listener.getListenerId()))
                .increment();
        log.warn("Kafka Consumer - listener started again: listener={}", listener.getListenerId());
    }
}
