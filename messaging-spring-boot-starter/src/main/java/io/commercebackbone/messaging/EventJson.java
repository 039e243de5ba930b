package io.commercebackbone.messaging;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How event bodies are written and read, whatever a service does with its own JSON. */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventJson() {}

    public static byte[] write(Object body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /**
     * Reads a body; fields that {@code type} does not know are ignored.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON, or not this event
     */
    public static <T> T read(byte[] body, Class<T> type) {
        return MAPPER.readValue(body, type);
    }
}
