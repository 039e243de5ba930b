package io.commercebackbone.schemas;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The schema of one version of an event.
 *
 * @param event the event's name on the wire, which is the name that it is registered under
 * @param content the schema as it was published
 */
record EventSchema(String event, String content) {

    private static final String PUBLISHED_DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** The newest that the registry's comparison knows; see ADR 0040. */
    private static final String REGISTERED_DIALECT = "http://json-schema.org/draft-07/schema#";

    /** Those of every version that readers accept: a new one is registered a release before it is published. */
    static List<EventSchema> published() {
        return EventTypes.ACCEPTED.stream().map(EventSchema::of).toList();
    }

    private static EventSchema of(EventType<?> type) {
        try (InputStream in = EventType.class.getResourceAsStream(type.schemaResource())) {
            if (in == null) {
                throw new IllegalStateException("event-contracts has no " + type.schemaResource());
            }
            return new EventSchema(type.wireName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content under a dialect that the registry can compare; it means the same in both. */
    String registrable() {
        return content.replace(PUBLISHED_DIALECT, REGISTERED_DIALECT);
    }
}
