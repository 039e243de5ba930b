package io.commercebackbone.order.ordering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of orders that are being paid, or are not.
 *
 * @param lease how long a payment may be under way until payment-service is asked what became of it
 * @param scanInterval how often payments past their lease, expired orders and due refunds are looked for
 * @param scanBatch how many of each are read with one look; a round goes on while it finds more
 * @param maxBatch how many payments that begin share a transaction at most
 */
@Validated
@ConfigurationProperties("orders.payment")
record PaymentProperties(
        @DefaultValue("30s") @NotNull @DurationMin(millis = 1)
        Duration lease,

        @DefaultValue("2s") @NotNull @DurationMin(millis = 1)
        Duration scanInterval,

        @DefaultValue("100") @Min(1) @Max(1000) int scanBatch,
        @DefaultValue("50") @Min(1) @Max(1000) int maxBatch) {}
