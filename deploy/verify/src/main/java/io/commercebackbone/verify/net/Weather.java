package io.commercebackbone.verify.net;

import java.time.Duration;

/**
 * How a link is.
 *
 * @param latency how much later each piece arrives
 * @param bytesPerSecond how much of it passes, 0 for as much as there is
 * @param silent whether everything is lost although connections stay open
 */
public record Weather(Duration latency, long bytesPerSecond, boolean silent) {

    public static final Weather CLEAR = new Weather(Duration.ZERO, 0, false);

    /** Later by this. */
    public static Weather late(Duration latency) {
        return new Weather(latency, 0, false);
    }

    /** As if it were a thin line. */
    public static Weather thin(long bytesPerSecond) {
        return new Weather(Duration.ZERO, bytesPerSecond, false);
    }

    /** Connections look open and carry nothing. */
    public static Weather halfOpen() {
        return new Weather(Duration.ZERO, 0, true);
    }

    /** Takes as long as a piece of this length takes; returns whether it arrives. */
    boolean lets(int length) {
        long millis = latency.toMillis() + (bytesPerSecond == 0 ? 0 : length * 1_000L / bytesPerSecond);
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return !silent;
    }
}
