package io.commercebackbone.verify.load;

import java.time.Instant;
import java.util.UUID;

/**
 * One call of a customer and what became of it. Two operations with the same user, action and key ask for the same thing.
 *
 * @param number rises with the time of the call
 * @param client who called; a client makes one call after the other, and a user has one client
 * @param key the idempotency key; empty if there was none
 * @param what what was asked for: an amount, lines, an order's id
 * @param status of the HTTP answer; 0 if there was none
 * @param code of the problem, or why there was no answer; empty if all went well
 * @param answer what the client was told, as far as it matters: an id, a status, lines
 */
public record Operation(
        long number,
        int client,
        Action action,
        UUID user,
        String key,
        String what,
        Instant invoked,
        Instant ended,
        Outcome outcome,
        int status,
        String code,
        String answer) {

    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    /** The order that it was about or that it made; only of operations that have one. */
    public UUID order() {
        return UUID.fromString(action == Action.ORDER ? answer : what);
    }
}
