package io.commercebackbone.messaging.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
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
 * <p>Its only thread is there before the listeners are, since a process that is out of memory gets no new one, and nothing
 * that is thrown ends it.
 */
class ListenerKeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ListenerKeeper.class);

    /** Before the listeners start, and after they have stopped. */
    private static final int PHASE = DEFAULT_PHASE - 8192;

    /** What cannot be resumed is not tried more often. */
    private static final long SHORTEST_WAIT_NANOS = 50_000_000;

    private final Supplier<Collection<MessageListenerContainer>> listeners;
    private final Duration interval;
    private final ListenerMeter meter;
    private final Map<MessageListenerContainer, Long> pausedUntil = new ConcurrentHashMap<>();
    private final Set<MessageListenerContainer> stopped = new HashSet<>();
    private volatile @Nullable Thread thread;

    /**
     * @param listeners those that shall consume now
     * @param interval how often it looks whether one has stopped
     */
    ListenerKeeper(Supplier<Collection<MessageListenerContainer>> listeners, Duration interval, ListenerMeter meter) {
        this.listeners = listeners;
        this.interval = interval;
        this.meter = meter;
    }

    /** Consumes nothing for a while. Of several pauses the one that ends last counts. */
    void pause(MessageListenerContainer listener, Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        pausedUntil.compute(listener, (paused, before) -> {
            paused.pause();
            return before == null ? until : Math.max(before, until);
        });
        LockSupport.unpark(thread);
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            Thread working =
                    Thread.ofPlatform().name("listener-keeper").daemon().unstarted(this::work);
            thread = working;
            working.start();
        }
    }

    @Override
    public synchronized void stop() {
        Thread working = thread;
        thread = null;
        LockSupport.unpark(working);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void work() {
        long next = System.nanoTime() + interval.toNanos();
        while (thread == Thread.currentThread()) {
            try {
                LockSupport.parkNanos(this, Math.max(SHORTEST_WAIT_NANOS, soonest(next) - System.nanoTime()));
                pausedUntil.keySet().forEach(listener -> guarded(listener, this::resumeInTime));
                if (System.nanoTime() - next >= 0) {
                    next = System.nanoTime() + interval.toNanos();
                    listeners.get().forEach(listener -> guarded(listener, this::restartIfStopped));
                }
            } catch (Throwable e) {
                tell("Kafka Consumer - listeners not looked after", e);
            }
        }
    }

    /** When the next pause ends, if one does before that time. */
    private long soonest(long time) {
        return pausedUntil.values().stream().reduce(time, Math::min);
    }

    /** What fails, fails for one listener and one look. */
    private static void guarded(MessageListenerContainer listener, Consumer<MessageListenerContainer> step) {
        try {
            step.accept(listener);
        } catch (Throwable e) {
            tell("Kafka Consumer - listener not looked after: listener=" + listener.getListenerId(), e);
        }
    }

    private static void tell(String what, Throwable why) {
        try {
            log.error(what, why);
        } catch (Throwable e) {
            // not even memory to say so is left; the next look comes all the same
        }
    }

    private void resumeInTime(MessageListenerContainer listener) {
        pausedUntil.computeIfPresent(listener, (paused, until) -> {
            if (System.nanoTime() - until < 0) {
                return until;
            }
            paused.resume();
            return null;
        });
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
        meter.restarted(listener);
        log.warn("Kafka Consumer - listener started again: listener={}", listener.getListenerId());
    }
}
