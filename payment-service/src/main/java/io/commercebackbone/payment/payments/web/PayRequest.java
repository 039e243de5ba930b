package io.commercebackbone.payment.payments.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** An order to be paid. What it costs is the server's to say. */
record PayRequest(@NotNull UUID orderId) {}
