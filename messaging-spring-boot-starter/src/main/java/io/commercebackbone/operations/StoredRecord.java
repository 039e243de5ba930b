package io.commercebackbone.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.commercebackbone.messaging.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it lies in its topic.
 *
 * @param headers as text
 * @param body as text, if it is text and the caller may see it
 * @param bodyBase64 if it is something else
 */
record StoredRecord(
        @JsonUnwrapped DeadLetterResponse letter,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String bodyBase64) {

    static StoredRecord of(DeadLetter letter, ConsumerRecord<String, byte[]> record, boolean withBody) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        byte[] bytes = withBody ? Objects.requireNonNullElse(record.value(), new byte[0]) : new byte[0];
        String text = withBody ? text(bytes) : null;
        String encoded = withBody && text == null ? Base64.getEncoder().encodeToString(bytes) : null;
        return new StoredRecord(DeadLetterResponse.of(letter), headers, text, encoded);
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
