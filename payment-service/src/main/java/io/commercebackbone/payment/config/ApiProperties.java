package io.commercebackbone.payment.config;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The HTTP API.
 *
 * @param maxBody the largest request body that is accepted; it is held in memory while the request runs
 */
@Validated
@ConfigurationProperties("api")
record ApiProperties(@DefaultValue("64KB") @NotNull DataSize maxBody) {}
