package io.commercebackbone.verify.faults;

import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What can go wrong. */
public enum Kind {
    /** SIGKILL. */
    KILL(500, 3_000),
    /** PostgreSQL gives up at once and leaves its log to be replayed. */
    IMMEDIATE_SHUTDOWN(500, 3_000),
    /** SIGSTOP for longer than anybody waits, then SIGCONT. */
    FREEZE(7_000, 10_000),
    /** Redis is killed and comes back empty; its groups are rewound, as an operator would. */
    DATA_LOSS(500, 2_000),
    /** Another instance joins, and leaves. */
    SECOND_INSTANCE(2_000, 5_000),
    LATENCY(4_000, 8_000),
    BANDWIDTH(4_000, 8_000),
    /** All connections are broken, again and again. */
    RESET(2_000, 5_000),
    /** Connections stay open and carry nothing. */
    HALF_OPEN(4_000, 9_000),
    /** A group begins its topics anew. */
    REWIND(500, 1_000),
    /** Records are in a topic twice. */
    REPUBLISH(500, 1_000),
    /** Records that nobody can read. */
    POISON(500, 1_000),
    /** Connections are ended by the database. */
    DISCONNECT(500, 2_000),
    /** A transaction stays open between drawing its outbox number and its commit. */
    HELD_COMMIT(2_000, 4_500),
    PLATFORM_FAILING(3_000, 8_000),
    PLATFORM_SLOW(4_000, 8_000),
    PLATFORM_GARBAGE(3_000, 8_000),
    /** No file or connection can be opened any more. */
    FEW_FILES(3_000, 6_000),
    /** No memory is given any more. */
    NO_MEMORY(3_000, 6_000),
    FULL_DISK(3_000, 6_000);

    private final int leastMillis;
    private final int mostMillis;

    Kind(int leastMillis, int mostMillis) {
        this.leastMillis = leastMillis;
        this.mostMillis = mostMillis;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is the way between two that suffers, not either of them. */
    public boolean isOfAWay() {
        return switch (this) {
            case LATENCY, BANDWIDTH, RESET, HALF_OPEN -> true;
            default -> false;
        };
    }

    /** The kind of that label. */
    public static Kind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Duration lasts(RandomGenerator lots) {
        return Duration.ofMillis(lots.nextInt(leastMillis, mostMillis));
    }
}
