package io.commercebackbone.order.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Identifies a ledger entry.
 *
 * @param number counts the product's entries from 1 without a gap, in the order in which its stock changed
 */
@Embeddable
record StockEntryId(
        ProductId productId, @Column(name = "number") long number) {}
