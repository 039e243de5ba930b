package io.commercebackbone.messaging.deadletter;

/** Where a dead letter stands that is neither processed nor discarded. */
public enum LetterState {
    /** It failed, and somebody has to decide. */
    OPEN,
    /** It did not fail: it waits behind an earlier letter of its key, and follows by itself. */
    WAITING,
    /** Somebody asked for its replay, which has not begun. */
    REPLAY_REQUESTED,
    /** It is on its topic again, and its group has not come to it yet. */
    REPLAYED
}
