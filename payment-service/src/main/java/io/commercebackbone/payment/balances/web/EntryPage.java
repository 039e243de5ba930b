package io.commercebackbone.payment.balances.web;

import io.commercebackbone.paging.Page;
import io.commercebackbone.payment.balances.BalanceEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a user's ledger, latest entry first.
 *
 * @param next to be given as {@code after} for what follows; null when nothing does
 */
record EntryPage(List<EntryResponse> items, @Nullable Long next) {

    static EntryPage of(Page<BalanceEntry> page) {
        return new EntryPage(
                page.map(EntryResponse::of).items(),
                page.next(BalanceEntry::number).orElse(null));
    }
}
