package io.commercebackbone.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Record headers as the UTF-8 text that they are on the backbone. */
public final class HeaderText {

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
