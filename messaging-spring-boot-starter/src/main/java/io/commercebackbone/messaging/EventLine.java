package io.commercebackbone.messaging;

import io.commercebackbone.events.EventHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A log line about an event. Its fields are in the text, for people, and beside it as key-values, which structured formats
 * keep apart. Never to be given a body.
 */
public final class EventLine {

    /** Where the trace's id is in a {@code traceparent}. */
    private static final int TRACE_BEGIN = 3;

    private static final int TRACE_END = 35;

    private final String what;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private EventLine(String what) {
        this.what = what;
    }

    /** @param what happened; a text that is always the same, to be searched for */
    public static EventLine of(String what) {
        return new EventLine(what);
    }

    /** Adds a field; a value that is not known is left out. */
    public EventLine with(String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
        return this;
    }

    /** Adds what the line is to be found by beside its order: the ids of the event and of the trace that caused it. */
    public EventLine of(Headers headers) {
        return with("eventId", HeaderText.of(headers, EventHeaders.ID))
                .with("traceId", traceId(HeaderText.of(headers, EventHeaders.TRACE_PARENT)));
    }

    public void info(Logger log) {
        write(log, Level.INFO);
    }

    public void warn(Logger log) {
        write(log, Level.WARN);
    }

    public void error(Logger log) {
        write(log, Level.ERROR);
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        return traceparent == null || traceparent.length() < TRACE_END
                ? null
                : traceparent.substring(TRACE_BEGIN, TRACE_END);
    }

    private void write(Logger log, Level level) {
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        var line = log.atLevel(level);
        StringBuilder text = new StringBuilder(what);
        String separator = ": ";
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            line = line.addKeyValue(field.getKey(), field.getValue());
            text.append(separator).append(field.getKey()).append('=').append(field.getValue());
            separator = ", ";
        }
        line.log(text.toString());
    }
}
