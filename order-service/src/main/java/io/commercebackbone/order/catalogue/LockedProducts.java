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
    private final Set<Product> changed = new LinkedHashSet<>();
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
        Product product = locked(id);
        entries.add(product.deduct(quantity, order, at));
        changed.add(product);
    }

    /**
     * Gives units back that were taken for an order, with an entry in the ledger.
     *
     * @throws IllegalStateException if there is no such product
     */
    public void giveBack(ProductId id, int quantity, UUID order, Instant at) {
        Product product = locked(id);
        entries.add(product.giveBack(quantity, order, at));
        changed.add(product);
    }

    private Product locked(ProductId id) {
        Product product = products.get(id);
        if (product == null) {
            throw new IllegalStateException("product " + id + " is not locked");
        }
        return product;
    }

    /** The products whose stock changed. */
    List<Product> changed() {
        return List.copyOf(changed);
    }

    /** How it changed, in order. */
    List<StockEntry> entries() {
        return List.copyOf(entries);
    }
}
