package io.commercebackbone.verify.callers;

/** Those who may ask, in the order of the table's columns. */
enum Caller {
    /** Without a token. */
    NOBODY,
    /** A user whom nothing belongs to. */
    OTHER,
    /** The user whom everything belongs to that is asked for. */
    USER,
    /** An administrator, who is no owner of anything. */
    ADMIN,
    /** Another service. */
    INTERNAL
}
