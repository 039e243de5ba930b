package io.commercebackbone.messaging;

/**
 * Part of a partition, and how far it was read.
 *
 * @param start its first offset
 * @param at the offset to be read next: everything before it was read
 * @param end the offset behind its last
 */
public record Stretch(String topic, int partition, long start, long at, long end) {

    public Stretch {
        if (start < 0 || at < start || end < start) {
            throw new IllegalArgumentException(
                    "no stretch begins at %d, ends at %d and was read to %d".formatted(start, end, at));
        }
    }

    public boolean ended() {
        return at >= end;
    }

    /** How many offsets of it were read. */
    public long read() {
        return Math.min(at, end) - start;
    }

    public long length() {
        return end - start;
    }

    Stretch readTo(long offset) {
        return new Stretch(topic, partition, start, Math.max(at, offset), end);
    }
}
