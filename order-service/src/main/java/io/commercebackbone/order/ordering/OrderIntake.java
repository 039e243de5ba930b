package io.commercebackbone.order.ordering;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The bounded queue in front of the writer. It refuses at once when full, so that waiting stays short under overload. */
@Component
class OrderIntake {

    private final BlockingQueue<WaitingOrder> queue;
    private volatile boolean open = true;

    OrderIntake(OrderingProperties properties) {
        queue = new ArrayBlockingQueue<>(properties.queueCapacity());
    }

    /** Queues an order; empty if there is no room, or the service is about to stop. Never blocks. */
    Optional<WaitingOrder> offer(PlaceOrder command) {
        WaitingOrder waiting = new WaitingOrder(command);
        return open && queue.offer(waiting) ? Optional.of(waiting) : Optional.empty();
    }

    /**
     * Takes what has queued up, first come first served; waits for the first order only.
     *
     * @return at most {@code most} orders; none if nothing came within {@code idle}
     */
    List<WaitingOrder> take(int most, Duration idle) throws InterruptedException {
        WaitingOrder first = queue.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<WaitingOrder> group = new ArrayList<>();
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
