package io.commercebackbone.messaging.schemas;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether and how events are held against their registered schemas.
 *
 * @param validation what is done about an event that does not fit
 * @param registry base address of the schema registry (Apicurio); needed unless the validation is off
 * @param timeout how long the registry may take to answer; so long a listener may be held up, once in a retry interval
 * @param retryInterval after how long a schema that could not be had is asked for again
 */
@Validated
@ConfigurationProperties("backbone.schemas")
public record SchemaProperties(
        @DefaultValue("off") @NotNull SchemaValidation validation,
        @Nullable URI registry,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 1)
        Duration timeout,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 1)
        Duration retryInterval) {

    @AssertTrue(message = "backbone.schemas.registry must be the registry's http(s) address unless validation is off")
    boolean isRegistryNamed() {
        return validation == SchemaValidation.OFF
                || (registry != null && String.valueOf(registry.getScheme()).startsWith("http"));
    }
}
