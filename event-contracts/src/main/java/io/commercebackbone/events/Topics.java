package io.commercebackbone.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * The topics of the backbone. Every record is keyed by the order's id, so that what happened to one order is read in
 * the order in which it happened.
 */
public final class Topics {

    public static final String ORDER_CREATED = "order-created";
    public static final String ORDER_CANCELLED = "order-cancelled";
    public static final String PAYMENT_COMPLETED = "payment-completed";
    public static final String PAYMENT_FAILED = "payment-failed";
    public static final String SHIPPING_STARTED = "shipping-started";

    private static final List<String> ALL =
            List.of(ORDER_CREATED, ORDER_CANCELLED, PAYMENT_COMPLETED, PAYMENT_FAILED, SHIPPING_STARTED);

    /** Partitions of every topic and of its dead-letter topic. */
    public static final int PARTITIONS = 3;

    private static final String DEAD_LETTER_SUFFIX = "-dlq";

    private Topics() {}

    /** Every topic there is, those for dead letters included. */
    public static List<String> all() {
        return ALL.stream()
                .flatMap(topic -> Stream.of(topic, deadLettersOf(topic)))
                .toList();
    }

    /**
     * The topic that takes the records of {@code topic} which a consumer can never process; a dead letter keeps the
     * number of the partition it came from.
     */
    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }
}
