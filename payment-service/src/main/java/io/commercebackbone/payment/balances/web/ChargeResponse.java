package io.commercebackbone.payment.balances.web;

import java.math.BigDecimal;

/**
 * What a charge did.
 *
 * @param balance what it left, in KRW
 */
record ChargeResponse(BigDecimal balance) {}
