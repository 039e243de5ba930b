package io.commercebackbone.cart;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a cart may hold.
 *
 * @param timeToLive how long a cart stays after something was last put into it; a second or more
 * @param maxItems how many different products a cart holds at most
 */
@Validated
@ConfigurationProperties("cart")
record CartProperties(
        @DefaultValue("30d") @NotNull Duration timeToLive,
        @DefaultValue("100") @Min(1) @Max(10_000) int maxItems) {

    CartProperties {
        if (timeToLive.toSeconds() < 1) {
            throw new IllegalArgumentException("cart.time-to-live must be a second or more but is " + timeToLive);
        }
    }
}
