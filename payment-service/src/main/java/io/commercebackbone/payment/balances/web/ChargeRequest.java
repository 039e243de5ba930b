package io.commercebackbone.payment.balances.web;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/**
 * Money to be put into the caller's balance.
 *
 * @param amount in KRW, 1 to 10,000,000 with two decimals at most
 */
record ChargeRequest(
        @NotNull @DecimalMin("1") @DecimalMax("10000000") @Digits(integer = 8, fraction = 2)
        BigDecimal amount) {}
