package io.commercebackbone.calls;

import jakarta.validation.constraints.NotBlank;

/**
 * In whose name this service calls others: {@code backbone.calls}.
 *
 * @param clientId the service's id at the issuer; the application's name unless set
 * @param clientSecret the secret that goes with it
 */
record Credentials(@NotBlank String clientId, @NotBlank String clientSecret) {}
