package io.commercebackbone.payment.shipments;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Shipments.
 *
 * @param confirmInterval how long to wait between two rounds that tell deliveries which could not be told before
 * @param confirmBatch how many of them a round tells at most
 */
@Validated
@ConfigurationProperties("shipments")
public record ShipmentProperties(
        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration confirmInterval,

        @DefaultValue("100") @Min(1) @Max(10000) int confirmBatch) {}
