package io.commercebackbone.payment.orders;

import io.commercebackbone.payment.payments.Payment;
import org.jspecify.annotations.Nullable;

/** A payment, and the trace in which it was decided; null if there is none. */
record PaymentInTrace(Payment payment, @Nullable String traceparent) {}
