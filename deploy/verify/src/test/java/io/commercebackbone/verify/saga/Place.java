package io.commercebackbone.verify.saga;

/** Where a payment is stopped, in the order in which it comes there. */
enum Place {
    BEGIN_ASKED,
    BEGIN_COMMITS,
    BEGIN_ANSWERED,
    PIVOT_COMMITS,
    OUTCOME_TOLD,
    OUTCOME_COMMITS,
    OUTCOME_ANSWERED,
    CLIENT_ANSWERED;

    boolean isAfter(Place other) {
        return compareTo(other) > 0;
    }
}
