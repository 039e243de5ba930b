package io.commercebackbone.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something outside this JVM. */
public final class Waiting {

    private static final long POLL_MILLIS = 30;

    private Waiting() {}

    /**
     * Blocks until the condition holds, the limit has passed or the thread is interrupted (its interrupt flag is then
     * set).
     *
     * @return whether the condition held
     */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() >= end) {
                    return false;
                }
                Thread.sleep(POLL_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
