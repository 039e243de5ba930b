package io.commercebackbone.verify.load;

/** What customers do. */
public enum Action {
    CHARGE,
    PUT,
    DROP,
    READ_CART,
    ISSUE,
    ORDER,
    READ,
    PAY,
    CANCEL,
    SHIP
}
