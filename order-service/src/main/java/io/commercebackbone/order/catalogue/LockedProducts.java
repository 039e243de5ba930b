package io.commercebackbone.order.catalogue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Products whose rows the current transaction has locked: what is seen here is true until it ends. For that transaction's
 * thread only.
 */
public final class LockedProducts {

    private final Map<ProductId, Product> products = new HashMap<>();
    private final Consumer<StockEntry> ledger;

    LockedProducts(List<Product> locked, Consumer<StockEntry> ledger) {
        locked.forEach(product -> products.put(product.id(), product));
        this.ledger = ledger;
    }

    /** The product as this transaction has left it so far; empty if there is no such product. */
    public Optional<ProductView> find(ProductId id) {
        return Optional.ofNullable(products.get(id)).map(Product::view);
    }

    /**
     * Takes units for an order and writes the ledger entry.
     *
     * @throws IllegalStateException if there are not as many, or no such product
     */
    public void take(ProductId id, int quantity, UUID order, Instant at) {
        Product product = products.get(id);
        if (product == null) {
            throw new IllegalStateException("product " + id + " is not locked");
        }
        ledger.accept(product.deduct(quantity, order, at));
    }
}
