package io.commercebackbone.verify.report;

import java.time.Duration;
import java.time.Instant;

/**
 * A fault that was put into a running system.
 *
 * @param round faults of one round were there at the same time
 * @param healed when what was wrong was right again, and what had died was started
 * @param recovered when everything worked again for a customer
 * @param trouble why it could not be put in as it was meant; empty if it could
 */
public record Injection(
        int round, String kind, String target, Instant struck, Instant healed, Instant recovered, String trouble) {

    /** How long after the healing nothing was back to normal yet. */
    public Duration recovery() {
        return Duration.between(healed, recovered);
    }
}
