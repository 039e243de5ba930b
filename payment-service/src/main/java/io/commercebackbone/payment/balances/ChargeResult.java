package io.commercebackbone.payment.balances;

/** What became of a {@link ChargeBalance}. */
public sealed interface ChargeResult {

    /** The charge is in the balance, since now or since the first time that it was asked under its key. */
    record Charged(BalanceEntry entry) implements ChargeResult {}

    /** The key was used for a charge of another amount; nothing was changed. */
    record KeyReused() implements ChargeResult {}
}
