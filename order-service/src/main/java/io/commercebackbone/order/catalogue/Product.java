package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product and its stock. Stock changes only together with a ledger entry, and only while the caller holds the row's
 * lock, so that the entries' deltas always add up to the stock.
 */
@Entity
@Table(name = "products")
class Product {

    /** Far from where an {@code int} ends, so that no delta can wrap around. */
    static final int MOST_STOCK = 1_000_000_000;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ProductId id;

    private String name;
    private Money price;
    private int stock;

    @Column(name = "ledger_entries")
    private long ledgerEntries;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Product() {}

    Product(ProductId id, String name, Money price, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.price = price;
        this.createdAt = createdAt;
    }

    ProductId id() {
        return id;
    }

    int stock() {
        return stock;
    }

    /** The number of its latest ledger entry. */
    long ledgerEntries() {
        return ledgerEntries;
    }

    boolean canChangeStockBy(int delta) {
        return (long) stock + delta >= 0;
    }

    /** Takes units for an order. */
    StockEntry deduct(int quantity, UUID order, Instant at) {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be 1 or more but is " + quantity);
        }
        return move(-quantity, StockEntry.ORDERED, order, at);
    }

    /** Gives units back that were taken for an order that is cancelled; also where an operator has filled up since. */
    StockEntry giveBack(int quantity, UUID order, Instant at) {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be 1 or more but is " + quantity);
        }
        return moved(quantity, StockEntry.CANCELLED, order, at);
    }

    /** Adds units, or takes them when {@code delta} is negative. */
    StockEntry adjust(int delta, String reason, Instant at) {
        return move(delta, reason, null, at);
    }

    void rename(String newName) {
        name = newName;
    }

    void reprice(Money newPrice) {
        price = newPrice;
    }

    ProductView view() {
        return new ProductView(id, name, price, stock, createdAt);
    }

    private StockEntry move(int delta, String reason, @Nullable UUID reference, Instant at) {
        if (!canChangeStockBy(delta)) {
            throw new IllegalStateException("product %s has %d, %d cannot be taken".formatted(id, stock, -delta));
        }
        if ((long) stock + delta > MOST_STOCK) {
            throw new IllegalArgumentException("a product's stock must not exceed " + MOST_STOCK);
        }
        return moved(delta, reason, reference, at);
    }

    private StockEntry moved(int delta, String reason, @Nullable UUID reference, Instant at) {
        stock = Math.addExact(stock, delta);
        ledgerEntries++;
        return new StockEntry(new StockEntryId(id, ledgerEntries), delta, reason, stock, reference, at);
    }
}
