package io.commercebackbone.messaging;

import io.commercebackbone.events.EventHeaders;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A log line about an event. Its fields are in the text, for people, and beside it as key-values, which structured formats
 * keep apart. Where its level is switched off it costs nothing. Never to be given a body.
 */
public final class EventLine {

    private final StringBuilder text;
    private @Nullable LoggingEventBuilder line;
    private String separator = ": ";

    private EventLine(Logger log, Level level, String what) {
        if (log.isEnabledForLevel(level)) {
            line = log.atLevel(level);
            text = new StringBuilder(256).append(what);
        } else {
            text = new StringBuilder(0);
        }
    }

    /** @param what happened; a text that is always the same, to be searched for */
    public static EventLine info(Logger log, String what) {
        return new EventLine(log, Level.INFO, what);
    }

    /** @param what happened; a text that is always the same, to be searched for */
    public static EventLine warn(Logger log, String what) {
        return new EventLine(log, Level.WARN, what);
    }

    /** @param what happened; a text that is always the same, to be searched for */
    public static EventLine error(Logger log, String what) {
        return new EventLine(log, Level.ERROR, what);
    }

    /** Adds a field; a value that is not known is left out. */
    public EventLine with(String field, @Nullable Object value) {
        if (line != null && value != null) {
            line = line.addKeyValue(field, value);
            text.append(separator).append(field).append('=').append(value);
            separator = ", ";
        }
        return this;
    }

    /** Adds what the line is to be found by beside its order: the ids of the event and of the trace that caused it. */
    public EventLine of(Headers headers) {
        return line == null
                ? this
                : with("eventId", HeaderText.of(headers, EventHeaders.ID)).with("traceId", HeaderText.traceId(headers));
    }

    public void write() {
        if (line != null) {
            line.log(text.toString());
        }
    }
}
