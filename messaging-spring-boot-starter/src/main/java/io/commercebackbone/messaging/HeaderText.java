package io.commercebackbone.messaging;

import io.commercebackbone.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Record headers as the UTF-8 text that they are on the backbone. */
public final class HeaderText {

    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private HeaderText() {}

    /** The last header of that name; null if there is none. */
    public static @Nullable String of(ConsumerRecord<?, ?> record, String name) {
        return of(record.headers(), name);
    }

    /** The last header of that name; null if there is none. */
    public static @Nullable String of(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The id of the trace that the record belongs to; null if it names none, or not as W3C's trace context has it. */
    public static @Nullable String traceId(Headers headers) {
        String parent = of(headers, EventHeaders.TRACE_PARENT);
        Matcher matcher = TRACE_PARENT.matcher(parent == null ? "" : parent);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** A header that holds a number of up to nine digits; {@code otherwise} if there is none or it holds something else. */
    public static int number(ConsumerRecord<?, ?> record, String name, int otherwise) {
        String text = of(record, name);
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    /** Sets a header in place of any other of its name. */
    public static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
