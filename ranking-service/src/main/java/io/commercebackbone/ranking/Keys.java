package io.commercebackbone.ranking;

import java.time.LocalDate;

/** Names of the Redis keys. They share a hash tag, so that in a cluster one script may touch all of them. */
final class Keys {

    static final String PREFIX = "{ranking}:";
    static final String SHADOW_PREFIX = PREFIX + "shadow:";

    /** Hash: the latest rebuild, and how far it has come. */
    static final String REBUILD = PREFIX + "rebuild";

    /** String, short-lived: which instance works on the rebuild. */
    static final String REBUILD_WORKER = PREFIX + "rebuild-worker";

    /** Set: the keys that a rebuild has written. */
    static final String SHADOWS = PREFIX + "shadows";

    /** Hash: by how much the ranking differed from its topics, and when that was looked at. */
    static final String DRIFT = PREFIX + "drift";

    /** String, as long as the interval: that some instance has looked at it. */
    static final String DRIFT_CHECK = PREFIX + "drift-check";

    private static final int BITS = 16;

    private Keys() {}

    /** Sorted set: units sold per product on a day. */
    static String day(LocalDate day) {
        return PREFIX + "day:" + day;
    }

    /** Sorted set, short-lived: the sum of a window's days. */
    static String window(Window window, LocalDate today) {
        return PREFIX + "window:" + window.label() + ":" + today;
    }

    /** Bitmap: which events of a stretch of a source's sequence were counted, topic by topic. */
    static String seen(String topic, String source, long sequence) {
        return PREFIX + "seen:" + topic + ":" + source + ":" + (sequence >>> BITS);
    }

    /** Where in its bitmap an event is: 8 KiB each when full. */
    static long seenBit(long sequence) {
        return sequence & ((1 << BITS) - 1);
    }

    /** What a rebuild writes instead of a day or a bitmap. */
    static String shadow(String key) {
        return SHADOW_PREFIX + key.substring(PREFIX.length());
    }
}
