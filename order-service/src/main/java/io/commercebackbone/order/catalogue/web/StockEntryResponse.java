package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.catalogue.StockEntryView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a product's stock.
 *
 * @param number counts the product's changes from 1 without a gap
 * @param reason {@code INITIAL}, {@code ORDERED}, or what the operator gave
 * @param reference the order that caused it, if one did
 */
record StockEntryResponse(
        UUID productId,
        long number,
        int delta,
        String reason,
        int stockAfter,
        @Nullable UUID reference,
        Instant at) {

    static StockEntryResponse of(StockEntryView entry) {
        return new StockEntryResponse(
                entry.productId().value(),
                entry.number(),
                entry.delta(),
                entry.reason(),
                entry.stockAfter(),
                entry.reference(),
                entry.at());
    }
}
