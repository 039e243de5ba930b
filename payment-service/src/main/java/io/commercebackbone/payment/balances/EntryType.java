package io.commercebackbone.payment.balances;

/** Why a balance changed. */
public enum EntryType {
    /** The user put money in. */
    CHARGE,
    /** An order was paid. */
    PAYMENT,
    /** A payment was given back. */
    REFUND
}
