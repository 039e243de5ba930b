package io.commercebackbone.payment.payments;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How payments are decided.
 *
 * @param maxBatch how many payments share a transaction at most
 * @param lockTimeout how long that transaction waits for a balance that somebody else holds
 */
@Validated
@ConfigurationProperties("payments")
record PaymentProperties(
        @DefaultValue("50") @Min(1) @Max(1000) int maxBatch,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 1)
        Duration lockTimeout) {}
