package io.commercebackbone.dataplatform;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long deliveries are remembered.
 *
 * @param retention counted from the last attempt. Above the topic's retention: what is forgotten and still on the topic
 *     is sent again when the topic is replayed
 * @param trimInterval how often what is too old is looked for
 */
@Validated
@ConfigurationProperties("delivery-log")
record DeliveryLogProperties(
        @DefaultValue("90d") @NotNull Duration retention,
        @DefaultValue("10m") @NotNull Duration trimInterval) {

    DeliveryLogProperties {
        if (!retention.isPositive() || trimInterval.toMillis() < 1) {
            throw new IllegalArgumentException("delivery-log.retention and trim-interval must be positive");
        }
    }
}
