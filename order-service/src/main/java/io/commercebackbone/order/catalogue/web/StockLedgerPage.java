package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.catalogue.StockEntryView;
import io.commercebackbone.paging.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a product's ledger, latest entry first.
 *
 * @param next to be given as {@code after} for what follows; null when nothing does
 */
record StockLedgerPage(
        List<StockEntryResponse> items, @Nullable Long next) {

    static StockLedgerPage of(Page<StockEntryView> page) {
        return new StockLedgerPage(
                page.map(StockEntryResponse::of).items(),
                page.next(StockEntryView::number).orElse(null));
    }
}
