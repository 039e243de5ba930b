package io.commercebackbone.messaging.deadletter;

import java.util.HashMap;
import java.util.Map;

/** Keeps operations to their rates: never more than a tenth of a second's worth at once. For one thread. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;

    private final Map<String, Long> next = new HashMap<>();

    /**
     * Whether one more may go.
     *
     * @param rate how many a second
     * @param now in nanoseconds, from any beginning
     */
    boolean admits(String operation, int rate, long now) {
        long turn = next.getOrDefault(operation, now);
        if (turn > now) {
            return false;
        }
        next.put(operation, Math.max(turn, now - SECOND / 10) + SECOND / rate);
        return true;
    }

    /** Forgets operations that have nothing left to do. */
    void clear() {
        next.clear();
    }
}
