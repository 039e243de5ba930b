package io.commercebackbone.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What each user may do. The budgets are apart: who has spent one still has the others.
 *
 * @param enabled whether calls are counted at all
 * @param user every call that has no budget of its own
 * @param couponIssue {@code POST /coupons/{id}/issue}
 * @param payments {@code POST /payments}
 */
@Validated
@ConfigurationProperties(RateLimits.PREFIX)
record RateLimits(
        @DefaultValue("true") boolean enabled,
        @NotNull @Valid Budget user,
        @NotNull @Valid Budget couponIssue,
        @NotNull @Valid Budget payments) {

    static final String PREFIX = "gateway.rate-limit";
    static final String ENABLED = PREFIX + ".enabled";
}
