package io.commercebackbone.events;

/**
 * Names of the record headers. Values are UTF-8 text. The {@code ce_} headers are CloudEvents 1.0 in Kafka's binary
 * content mode.
 */
public final class EventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";

    /** UUIDv7 of the event: the same whenever the event is sent again. */
    public static final String ID = "ce_id";

    /** The service that published the event; an event's {@link #SEQUENCE} is unique within its source. */
    public static final String SOURCE = "ce_source";

    /** Name and version of the event, such as {@code order-created.v1}: decides how the body is read. */
    public static final String TYPE = "ce_type";

    /** When it happened: ISO-8601 in UTC. */
    public static final String TIME = "ce_time";

    /** The order's id, equal to the record's key. */
    public static final String SUBJECT = "ce_subject";

    /** Where the body's JSON Schema is. */
    public static final String DATA_SCHEMA = "ce_dataschema";

    /** The event's number in its source's outbox: positive, and rising within a key. */
    public static final String SEQUENCE = "ce_sequence";

    public static final String CONTENT_TYPE = "content-type";

    /** W3C trace context of the request that caused the event. */
    public static final String TRACE_PARENT = "traceparent";

    public static final String DEAD_LETTER_GROUP = "x-dlq-group";
    public static final String DEAD_LETTER_CAUSE = "x-dlq-cause";
    public static final String DEAD_LETTER_EXCEPTION = "x-dlq-exception";
    public static final String DEAD_LETTER_ATTEMPTS = "x-dlq-attempts";
    public static final String DEAD_LETTER_TOPIC = "x-dlq-topic";
    public static final String DEAD_LETTER_PARTITION = "x-dlq-partition";
    public static final String DEAD_LETTER_OFFSET = "x-dlq-offset";

    /** When the record was given up: ISO-8601 in UTC. */
    public static final String DEAD_LETTER_FAILED_AT = "x-dlq-failed-at";

    /**
     * On a record of a dead-letter topic: it is no dead letter but says what became of one in the same partition, whose
     * offset is in {@link #DEAD_LETTER_LETTER}.
     */
    public static final String DEAD_LETTER_MARK = "x-dlq-mark";

    public static final String DEAD_LETTER_LETTER = "x-dlq-letter";

    /** What an operator asked for in one go. */
    public static final String DEAD_LETTER_OPERATION = "x-dlq-operation";

    /** The one group that a replayed record is for; all others pass over it. */
    public static final String REPLAY_GROUP = "x-replay-group";

    /** The dead letter that was replayed: partition and offset in the dead-letter topic, with a colon between them. */
    public static final String REPLAY_LETTER = "x-replay-letter";

    private EventHeaders() {}
}
