package io.commercebackbone.messaging.schemas;

/** What is done about an event that does not fit its registered schema. */
public enum SchemaValidation {

    /** Nobody looks. */
    OFF,

    /** It is logged, counted and processed. */
    WARN,

    /** It is counted and not processed: a permanent failure. */
    ENFORCE
}
