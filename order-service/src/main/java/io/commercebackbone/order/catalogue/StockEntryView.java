package io.commercebackbone.order.catalogue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a product's stock.
 *
 * @param number counts the product's changes from 1 without a gap, in the order in which they happened
 * @param delta units that came (positive) or went (negative); never 0
 * @param reason {@code INITIAL}, {@code ORDERED}, {@code CANCELLED}, or what the operator gave
 * @param stockAfter the stock that this change left
 * @param reference the order that caused the change, if one did
 */
public record StockEntryView(
        ProductId productId,
        long number,
        int delta,
        String reason,
        int stockAfter,
        @Nullable UUID reference,
        Instant at) {}
