package io.commercebackbone.verify.gate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** One request or answer that a gate stops: the first that fits, and no other. */
public final class Hold {

    private final boolean answer;
    private final Predicate<Call> which;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<Call> caught = new CompletableFuture<>();
    private final CompletableFuture<Boolean> passed = new CompletableFuture<>();

    Hold(boolean answer, Predicate<Call> which) {
        this.answer = answer;
        this.which = which;
    }

    /**
     * Blocks until the gate has stopped it.
     *
     * @throws IllegalStateException if nothing that fits came in time
     */
    public Call await(Duration limit) {
        try {
            return caught.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("nothing to be held came within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets it go on, or lets it through at once if it comes later. */
    public void release() {
        passed.complete(true);
    }

    /** Loses it: a request never arrives, an answer never comes; who waits for it finds his connection closed. */
    public void drop() {
        passed.complete(false);
    }

    /** Stops the thread that carries the call if this hold is about it; returns whether the call goes on. */
    boolean pass(boolean isAnswer, Call call) {
        if (answer != isAnswer || taken.get() || !which.test(call) || !taken.compareAndSet(false, true)) {
            return true;
        }
        caught.complete(call);
        return passed.join();
    }
}
