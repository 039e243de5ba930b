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
 * How orders are placed.
 *
 * @param maxLines the most products in one order
 * @param payableFor how long an order can be paid after it was placed
 * @param queueCapacity how many orders may wait for the writer; beyond that they are answered as busy at once
 * @param maxBatch how many orders are placed in one transaction at most
 * @param lockTimeout how long a transaction that several orders or payments share waits for a row lock that somebody
 *     else holds
 * @param retryLockTimeout the same for an order that is placed alone because its group failed
 * @param answerTimeout how long a request waits for its order to be placed
 */
@Validated
@ConfigurationProperties("orders")
record OrderingProperties(
        @DefaultValue("50") @Min(1) @Max(PlaceOrder.MOST_PRODUCTS)
        int maxLines,

        @DefaultValue("15m") @NotNull @DurationMin(seconds = 1)
        Duration payableFor,

        @DefaultValue("4000") @Min(1) int queueCapacity,
        @DefaultValue("50") @Min(1) @Max(1000) int maxBatch,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 1)
        Duration lockTimeout,

        @DefaultValue("100ms") @NotNull @DurationMin(millis = 1)
        Duration retryLockTimeout,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration answerTimeout) {}
