package io.commercebackbone.order.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Products whose rows the current transaction has locked: what is seen here is true until it ends. For that transaction's
 * thread only.
 */
public final class LockedProducts {

    private final Map<ProductId, Product> products = new HashMap<>();
    private final Set<Product> taken = new LinkedHashSet<>();
    private final List<StockEntry> entries = new ArrayList<>();

    LockedProducts(List<Product> locked) {
        locked.forEach(product -> products.put(product.id(), product));
    }

    /** The product as this transaction has left it so far; empty if there is no such product. */
    public Optional<ProductView> find(ProductId id) {
        return Optional.ofNullable(products.get(id)).map(Product::view);
    }

    /**
     * Takes units for an order, with an entry in the ledger.
     *
     * @throws IllegalStateException if there are not as many, or no such product
     */
    public void take(ProductId id, int quantity, UUID order, Instant at) {
        Product product = products.get(id);
        if (product == null) {
            throw new IllegalStateException("product " + id + " is not locked");
        }
        entries.add(product.deduct(quantity, order, at));
        taken.add(product);
    }

    /** The products of which something was taken. */
    List<Product> taken() {
        return List.copyOf(taken);
    }

    /** What was taken, in order. */
    List<StockEntry> entries() {
        return List.copyOf(entries);
    }
}
