package io.commercebackbone.order.ordering.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** The order's shipment arrived. */
record DeliveredRequest(@NotNull UUID shipmentId) {}
