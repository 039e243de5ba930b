package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.ordering.TimelineEntry;
import java.util.List;
import java.util.UUID;

/** All that happened to an order, first things first. */
record TimelineResponse(UUID orderId, List<TimelineEntry> items) {}
