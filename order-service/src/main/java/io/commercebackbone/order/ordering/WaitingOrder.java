package io.commercebackbone.order.ordering;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** An order on its way from the request's thread to the writer, and the answer on its way back. */
final class WaitingOrder {

    private enum State {
        WAITING,
        TAKEN,
        WITHDRAWN
    }

    private final PlaceOrder command;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<PlaceOrderResult> answer = new CompletableFuture<>();

    WaitingOrder(PlaceOrder command) {
        this.command = command;
    }

    PlaceOrder command() {
        return command;
    }

    /** The writer takes it, unless the request has given up: then it must not be placed any more. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    void answer(PlaceOrderResult result) {
        answer.complete(result);
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /**
     * Waits for the answer. One that comes too late is {@code Busy} if the writer has not begun, so that the order will
     * not be placed behind the client's back, and {@code Unconfirmed} if it has.
     *
     * @throws IllegalStateException if placing it failed unexpectedly; it was not placed then
     */
    PlaceOrderResult await(Duration timeout) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return giveUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp();
        } catch (ExecutionException e) {
            throw new IllegalStateException("order " + command.id() + " could not be placed", e.getCause());
        }
    }

    private PlaceOrderResult giveUp() {
        boolean withdrawn = state.compareAndSet(State.WAITING, State.WITHDRAWN);
        return withdrawn ? new PlaceOrderResult.Busy() : new PlaceOrderResult.Unconfirmed(command.id());
    }
}
