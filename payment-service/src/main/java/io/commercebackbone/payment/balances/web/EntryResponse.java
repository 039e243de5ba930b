package io.commercebackbone.payment.balances.web;

import io.commercebackbone.payment.balances.BalanceEntry;
import io.commercebackbone.payment.balances.EntryType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A change of the caller's balance; amounts are in KRW.
 *
 * @param number counts the user's changes from 1 without a gap
 * @param amount what the balance grew by; negative for a payment
 * @param reference the charge itself, or the payment that took the amount or got it back
 */
record EntryResponse(
        long number, EntryType type, BigDecimal amount, BigDecimal balanceAfter, UUID reference, Instant at) {

    static EntryResponse of(BalanceEntry entry) {
        return new EntryResponse(
                entry.number(),
                entry.type(),
                entry.signed(),
                entry.balanceAfter().amount(),
                entry.reference(),
                entry.at());
    }
}
