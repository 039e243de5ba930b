package io.commercebackbone.idempotency;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets requests of this instance that bear the same key run one after the other. */
final class InFlight {

    private final Map<Scope, Queue> queues = new ConcurrentHashMap<>();

    private static final class Queue {
        private final ReentrantLock lock = new ReentrantLock();
        private int members;
    }

    /** A request's turn; the next one's begins when it is ended, by the same thread. */
    interface Turn {

        void end();
    }

    /** Waits for the caller's turn; empty if it does not come within the limit. */
    Optional<Turn> enter(Scope scope, Duration limit) {
        Queue queue = join(scope);
        if (acquired(queue.lock, limit)) {
            return Optional.of(() -> {
                queue.lock.unlock();
                leave(scope);
            });
        }
        leave(scope);
        return Optional.empty();
    }

    int size() {
        return queues.size();
    }

    private Queue join(Scope scope) {
        return queues.compute(scope, (key, queue) -> {
            Queue joined = queue == null ? new Queue() : queue;
            joined.members++;
            return joined;
        });
    }

    private void leave(Scope scope) {
        queues.computeIfPresent(scope, (key, queue) -> --queue.members == 0 ? null : queue);
    }

    private static boolean acquired(ReentrantLock lock, Duration limit) {
        try {
            return lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
