package io.commercebackbone.gateway.routing;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a client may send.
 *
 * @param maxSize the largest body that is let through; a larger one is answered 413
 */
@Validated
@ConfigurationProperties("gateway.body")
record BodyLimit(@DefaultValue("256KB") @NotNull DataSize maxSize) {}
