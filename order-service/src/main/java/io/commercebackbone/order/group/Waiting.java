package io.commercebackbone.order.group;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A command on its way from the request's thread to the writer, and the answer on its way back. */
final class Waiting<C, R> {

    private enum State {
        WAITING,
        TAKEN,
        WITHDRAWN
    }

    private final C command;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<R> answer = new CompletableFuture<>();

    Waiting(C command) {
        this.command = command;
    }

    C command() {
        return command;
    }

    /** The writer takes it, unless the request has given up: then it must not be done any more. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    void answer(R result) {
        answer.complete(result);
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /**
     * Waits for the answer. One that comes too late is {@code busy} if the writer has not begun, so that nothing will be
     * done behind the client's back, and {@code unconfirmed} if it has.
     *
     * @throws IllegalStateException if it failed unexpectedly; nothing was done then
     */
    R await(Duration timeout, GroupWork<C, R> work) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return giveUp(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp(work);
        } catch (ExecutionException e) {
            throw new IllegalStateException("it failed unexpectedly", e.getCause());
        }
    }

    private R giveUp(GroupWork<C, R> work) {
        boolean withdrawn = state.compareAndSet(State.WAITING, State.WITHDRAWN);
        return withdrawn ? work.busy(command) : work.unconfirmed(command);
    }
}
