package io.commercebackbone.payment.orders;

import java.util.UUID;

/** Wishes to pay an order. */
record BeginRequest(UUID userId, String key) {}
