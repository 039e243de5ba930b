package io.commercebackbone.messaging.deadletter;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter lies. Letters of a partition are ordered as they were given up.
 *
 * @param topic the topic that the record was read from, not its dead-letter topic
 * @param partition the same number in both topics
 * @param offset in the dead-letter topic
 */
public record LetterId(String topic, int partition, long offset) implements Comparable<LetterId> {

    private static final Comparator<LetterId> ORDER = Comparator.comparing(LetterId::topic)
            .thenComparingInt(LetterId::partition)
            .thenComparingLong(LetterId::offset);

    private static final Pattern FORM = Pattern.compile("([^:]+):(\\d{1,6}):(\\d{1,18})");

    /** The id that {@link #toString} gave; empty if it is none. */
    public static Optional<LetterId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterId(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(LetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
