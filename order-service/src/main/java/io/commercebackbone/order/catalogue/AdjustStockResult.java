package io.commercebackbone.order.catalogue;

/** What became of a stock adjustment; only the first changed anything. */
public sealed interface AdjustStockResult {

    record Adjusted(StockEntryView entry) implements AdjustStockResult {}

    record NoSuchProduct() implements AdjustStockResult {}

    /** More was to be taken than there is. */
    record InsufficientStock(ProductView product) implements AdjustStockResult {}
}
