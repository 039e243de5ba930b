package io.commercebackbone.verify.saga;

/**
 * A crash while a payment is stopped somewhere.
 *
 * @param lost whether what it was stopped at never happens: the message does not arrive, the transaction is rolled back;
 *     else it goes on after the crash, and only its answer may find nobody
 */
record Crash(Victim victim, Place place, boolean lost) {

    /** Whether the pivot was committed, so that the attempt is decided whatever comes later. */
    boolean isDecided() {
        return place.isAfter(Place.PIVOT_COMMITS) || (place == Place.PIVOT_COMMITS && !lost);
    }

    /** Whether the client gets its answer from the call that was in the middle of it. */
    boolean isAnswered() {
        return !victim.isPaymentService() && place.isAfter(Place.BEGIN_COMMITS);
    }
}
