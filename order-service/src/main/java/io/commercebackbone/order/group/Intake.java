package io.commercebackbone.order.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The bounded queue in front of the writer. It refuses at once when full, so that waiting stays short under overload. */
final class Intake<C, R> {

    private final BlockingQueue<Waiting<C, R>> queue;
    private volatile boolean open = true;

    Intake(int capacity) {
        queue = new ArrayBlockingQueue<>(capacity);
    }

    /** Queues a command; empty if there is no room, or the service is about to stop. Never blocks. */
    Optional<Waiting<C, R>> offer(C command) {
        Waiting<C, R> waiting = new Waiting<>(command);
        return open && queue.offer(waiting) ? Optional.of(waiting) : Optional.empty();
    }

    /**
     * Takes what has queued up, first come first served; waits for the first only.
     *
     * @return at most {@code most} commands; none if nothing came within {@code idle}
     */
    List<Waiting<C, R>> take(int most, Duration idle) throws InterruptedException {
        Waiting<C, R> first = queue.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Waiting<C, R>> group = new ArrayList<>();
        group.add(first);
        queue.drainTo(group, most - 1);
        group.removeIf(waiting -> !waiting.take());
        return group;
    }

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    int depth() {
        return queue.size();
    }
}
