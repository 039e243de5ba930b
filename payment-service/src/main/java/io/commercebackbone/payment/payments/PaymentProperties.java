package io.commercebackbone.payment.payments;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How payments are decided.
 *
 * @param maxBatch how many payments share a transaction at most
 */
@Validated
@ConfigurationProperties("payments")
record PaymentProperties(
        @DefaultValue("50") @Min(1) @Max(1000) int maxBatch) {}
