package io.commercebackbone.order.ordering.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** A user's wish to pay an order. */
record PaymentAttemptRequest(
        @NotNull UUID userId, @NotBlank @Size(max = 300) String key) {}
