package io.commercebackbone.payment.payments;

/** One of a group of payments cannot be inserted: it, or what it would exclude, is decided. */
class AlreadyDecided extends RuntimeException {

    AlreadyDecided() {
        super("one of the group is decided already");
    }
}
