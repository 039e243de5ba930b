package io.commercebackbone.payment.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What order-service is told.
 *
 * @param maxTold how many completed payments it is told of in one call at most; it takes no more than 100
 */
@Validated
@ConfigurationProperties("payments.orders")
record OrderServiceProperties(
        @DefaultValue("50") @Min(1) @Max(100) int maxTold) {}
