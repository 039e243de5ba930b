package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Products as tests of other features need them. */
public final class CatalogueFixtures {

    public static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private CatalogueFixtures() {}

    static Product product(ProductId id, int price, int stock) {
        Product product = new Product(id, "Product " + price, new Money(BigDecimal.valueOf(price)), NOW);
        if (stock > 0) {
            product.adjust(stock, StockEntry.INITIAL, NOW);
        }
        return product;
    }

    /** A locked product per description, as in a transaction, and what was taken. */
    public static Shelf locked(ProductId id, int price, int stock) {
        return new Shelf().with(id, price, stock);
    }

    public static ProductId anId() {
        return ProductId.next();
    }

    /** Products being locked. */
    public static final class Shelf {

        private final List<Product> products = new ArrayList<>();
        private final List<LockedProducts> locked = new ArrayList<>();

        public Shelf with(ProductId id, int price, int stock) {
            products.add(product(id, price, stock));
            return this;
        }

        public LockedProducts lock() {
            LockedProducts lock = new LockedProducts(products);
            locked.add(lock);
            return lock;
        }

        /** What was taken since. */
        public Stream<StockEntryView> ledger() {
            return locked.stream().flatMap(it -> it.entries().stream()).map(StockEntry::view);
        }
    }
}
