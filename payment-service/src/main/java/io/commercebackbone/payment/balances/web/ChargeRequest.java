package io.commercebackbone.payment.balances.web;

import io.commercebackbone.payment.Money;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Money to be put into the caller's balance.
 *
 * @param amount in KRW, 1 to 10,000,000 with two decimals at most
 * @param currency may be said, and is the only one there is
 */
record ChargeRequest(
        @NotNull @DecimalMin("1") @DecimalMax("10000000") @Digits(integer = 8, fraction = 2)
        BigDecimal amount,

        @Nullable @Pattern(regexp = Money.CURRENCY) String currency) {}
