package io.commercebackbone.order.catalogue;

import io.commercebackbone.paging.Page;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How many units there are, and why. Stock never falls below 0, and the deltas of a product's ledger add up to its
 * stock after every transaction.
 */
@Service
@Transactional
public class Stock {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);

    private final ProductRepository products;
    private final StockEntryRepository ledger;
    private final EntityManager entities;
    private final StockTable table;
    private final Clock clock;
    private final Counter soldOut;

    Stock(
            ProductRepository products,
            StockEntryRepository ledger,
            EntityManager entities,
            StockTable table,
            MeterRegistry meters,
            Clock clock) {
        this.products = products;
        this.ledger = ledger;
        this.entities = entities;
        this.table = table;
        this.clock = clock;
        this.soldOut = Counter.builder("products.sold.out")
                .description("Stock that an order took to 0")
                .register(meters);
    }

    /**
     * Changes the stock of a product by hand.
     *
     * @throws IllegalArgumentException if {@code delta} is 0 or the stock would grow beyond what can be counted
     */
    public AdjustStockResult adjust(ProductId id, int delta, String reason) {
        Optional<Product> found =
                products.lockInIdOrder(new UUID[] {id.value()}).stream().findFirst();
        if (found.isEmpty()) {
            return new AdjustStockResult.NoSuchProduct();
        }
        Product product = found.get();
        if (!product.canChangeStockBy(delta)) {
            return new AdjustStockResult.InsufficientStock(product.view());
        }
        StockEntry entry = product.adjust(delta, reason, clock.instant().truncatedTo(ChronoUnit.MICROS));
        entities.persist(entry);
        log.info("Stock adjusted product={} delta={}", id, delta);
        return new AdjustStockResult.Adjusted(entry.view());
    }

    /**
     * A product's ledger, latest entry first; empty if there is no such product.
     *
     * @param before the number of the last entry the caller has seen; null starts at the latest
     */
    @Transactional(readOnly = true)
    public Optional<Page<StockEntryView>> ledger(ProductId id, @Nullable Long before, int limit) {
        return products.findById(id).map(product -> {
            long number = before == null ? Long.MAX_VALUE : before;
            return Page.of(ledger.before(id.value(), number, Limit.of(limit + 1)), limit)
                    .map(StockEntry::view);
        });
    }

    @Transactional(readOnly = true)
    public Optional<StockEntryView> entry(ProductId id, long number) {
        return ledger.findById(new StockEntryId(id, number)).map(StockEntry::view);
    }

    /**
     * Locks products for the rest of the caller's transaction, all with one statement and in id order. Waits for whoever
     * holds one of them; ids that are no product are left out. What is taken of them or given back is written before the
     * transaction commits.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedProducts lock(Collection<ProductId> ids) {
        UUID[] distinct = ids.stream().map(ProductId::value).distinct().toArray(UUID[]::new);
        LockedProducts locked = new LockedProducts(products.lockToMove(distinct));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                table.write(locked.changed(), locked.entries());
            }

            @Override
            public void afterCommit() {
                locked.entries().stream().filter(StockEntry::tookTheLast).forEach(entry -> soldOut.increment());
            }
        });
        return locked;
    }
}
