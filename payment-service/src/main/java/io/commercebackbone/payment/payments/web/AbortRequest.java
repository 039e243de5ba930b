package io.commercebackbone.payment.payments.web;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** An attempt to pay an order that shall be given up unless it is decided. */
record AbortRequest(
        @NotNull UUID orderId,
        @NotNull UUID userId,
        @NotNull @Min(1) Integer attempt) {}
