package io.commercebackbone.ranking;

import java.time.LocalDate;

/** Names of the Redis keys. They share a hash tag, so that in a cluster one script may touch all of them. */
final class Keys {

    private static final String TAG = "{ranking}:";
    private static final int BITS = 16;

    private Keys() {}

    /** Sorted set: units sold per product on a day. */
    static String day(LocalDate day) {
        return TAG + "day:" + day;
    }

    /** Sorted set, short-lived: the sum of a window's days. */
    static String window(Window window, LocalDate today) {
        return TAG + "window:" + window.label() + ":" + today;
    }

    /** Bitmap: which events of a stretch of a source's sequence were counted, topic by topic. */
    static String seen(String topic, String source, long sequence) {
        return TAG + "seen:" + topic + ":" + source + ":" + (sequence >>> BITS);
    }

    /** Where in its bitmap an event is: 8 KiB each when full. */
    static long seenBit(long sequence) {
        return sequence & ((1 << BITS) - 1);
    }
}
