package io.commercebackbone.order.coupons;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How coupons are issued.
 *
 * @param queueCapacity how many wishes may wait for the writer; beyond that they are answered as busy at once
 * @param maxBatch how many wishes are decided in one transaction at most
 * @param lockTimeout how long a transaction of several wishes waits for a campaign that another instance issues from
 * @param retryLockTimeout the same for a wish that is decided alone because its group failed
 * @param answerTimeout how long a request waits for its coupon
 * @param rememberedOwners of how many coupons of sold-out campaigns the owners are kept in memory, at 8 bytes each
 */
@Validated
@ConfigurationProperties("coupons")
record CouponProperties(
        @DefaultValue("10000") @Min(1) int queueCapacity,
        @DefaultValue("200") @Min(1) @Max(1000) int maxBatch,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 1)
        Duration lockTimeout,

        @DefaultValue("100ms") @NotNull @DurationMin(millis = 1)
        Duration retryLockTimeout,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 1)
        Duration answerTimeout,

        @DefaultValue("4000000") @Min(0) int rememberedOwners) {}
