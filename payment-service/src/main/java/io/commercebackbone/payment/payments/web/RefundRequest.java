package io.commercebackbone.payment.payments.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** An order whose payment shall be given back. */
record RefundRequest(
        @NotNull UUID orderId, @NotBlank @Size(max = 200) String reason) {}
