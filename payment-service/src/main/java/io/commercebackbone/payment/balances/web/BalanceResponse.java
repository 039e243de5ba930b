package io.commercebackbone.payment.balances.web;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a user has.
 *
 * @param balance in KRW
 */
record BalanceResponse(UUID userId, BigDecimal balance) {}
