package io.commercebackbone.http.description;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a service's API description says about the service.
 *
 * @param title what the service is called; the application's name unless given
 * @param description what it is for, in a few words
 * @param version of the API, which changes when a client could break
 */
@Validated
@ConfigurationProperties("backbone.api")
record ApiProperties(
        @DefaultValue("") @NotNull String title,
        @DefaultValue("") @NotNull String description,
        @DefaultValue("1") @NotBlank String version) {}
