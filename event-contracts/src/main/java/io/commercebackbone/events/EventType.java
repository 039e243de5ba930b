package io.commercebackbone.events;

import java.net.URI;

/**
 * One version of one event: where it is published, what it is called on the wire and what its body holds.
 *
 * @param topic the topic of all versions of the event
 * @param version 1 for the first; a breaking change is a new version
 * @param body the record that the JSON body is read into
 */
public record EventType<T>(String topic, int version, Class<T> body) {

    /** The group of a schema registry in which {@link #wireName()} is the name that the body's schema is registered under. */
    public static final String REGISTRY_GROUP = "commerce-backbone";

    public EventType {
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more but is " + version);
        }
    }

    /** The value of {@link EventHeaders#TYPE}. */
    public String wireName() {
        return topic + ".v" + version;
    }

    /** Class-path location of the body's JSON Schema in this library. */
    public String schemaResource() {
        return "/schemas/" + topic + "/" + version + ".json";
    }

    /** The value of {@link EventHeaders#DATA_SCHEMA}: the schema's own {@code $id}. */
    public URI dataSchema() {
        return URI.create("urn:commerce-backbone:schemas:" + topic + ":" + version);
    }
}
