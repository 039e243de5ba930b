package io.commercebackbone.order.ordering;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the trace in which something happened.
 *
 * @param value its 128 bits
 */
public record TraceId(UUID value) {

    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /** The trace of a W3C {@code traceparent}; null if it is none, since it may come from outside. */
    static @Nullable TraceId of(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        Matcher matcher = TRACE_PARENT.matcher(traceparent);
        if (!matcher.matches()) {
            return null;
        }
        String hex = matcher.group(1);
        return new TraceId(new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)));
    }

    /** Its bits, if there is one. */
    static @Nullable UUID bits(@Nullable TraceId trace) {
        return trace == null ? null : trace.value();
    }

    /** As traces are written: 32 hexadecimal digits. */
    @Override
    public String toString() {
        return value.toString().replace("-", "");
    }
}
