package io.commercebackbone.order.catalogue;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One change of a product's stock; never changed itself. */
@Entity
@Immutable
@Table(name = "stock_ledger")
class StockEntry {

    static final String INITIAL = "INITIAL";
    static final String ORDERED = "ORDERED";
    static final String CANCELLED = "CANCELLED";

    @EmbeddedId
    @AttributeOverride(name = "productId.value", column = @Column(name = "product_id"))
    private StockEntryId id;

    private int delta;
    private String reason;

    @Column(name = "stock_after")
    private int stockAfter;

    private @Nullable UUID reference;

    private Instant at;

    @SuppressWarnings("NullAway.Init")
    protected StockEntry() {}

    StockEntry(StockEntryId id, int delta, String reason, int stockAfter, @Nullable UUID reference, Instant at) {
        if (delta == 0) {
            throw new IllegalArgumentException("a change of stock must not be 0");
        }
        this.id = id;
        this.delta = delta;
        this.reason = reason;
        this.stockAfter = stockAfter;
        this.reference = reference;
        this.at = at;
    }

    /** Whether it left nothing of the product. */
    boolean tookTheLast() {
        return delta < 0 && stockAfter == 0;
    }

    StockEntryView view() {
        return new StockEntryView(id.productId(), id.number(), delta, reason, stockAfter, reference, at);
    }
}
