package io.commercebackbone.verify.load;

/** What a client knows about what he asked for. */
public enum Outcome {
    /** It was done. */
    OK,
    /** It was refused, and did not happen. */
    FAIL,
    /** Nobody said: it may have happened, may not, or may happen yet. */
    UNKNOWN
}
