package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;
import io.commercebackbone.paging.Page;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be bought, and for how much. Every call is a transaction of its own. */
@Service
@Transactional
public class Catalogue {

    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);

    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1, -1);

    private final ProductRepository products;
    private final EntityManager entities;
    private final int lowStock;
    private final Clock clock;

    Catalogue(ProductRepository products, EntityManager entities, CatalogueProperties properties, Clock clock) {
        this.products = products;
        this.entities = entities;
        this.lowStock = properties.lowStock();
        this.clock = clock;
    }

    /** Adds a product; stock to begin with is the first entry of its ledger. */
    public ProductView create(CreateProduct command) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Product product = new Product(ProductId.next(), command.name(), command.price(), now);
        entities.persist(product);
        if (command.stock() > 0) {
            entities.persist(product.adjust(command.stock(), StockEntry.INITIAL, now));
        }
        log.info("Product created product={} stock={}", product.id(), command.stock());
        return product.view();
    }

    /** Changes a product under its lock; empty if there is no such product. */
    public Optional<ProductView> change(ProductId id, ChangeProduct command) {
        return products.lockInIdOrder(new UUID[] {id.value()}).stream()
                .findFirst()
                .map(product -> {
                    if (command.name() != null) {
                        product.rename(command.name());
                    }
                    if (command.price() != null) {
                        product.reprice(command.price());
                    }
                    log.info("Product changed product={}", id);
                    return product.view();
                });
    }

    @Transactional(readOnly = true)
    public Optional<ProductView> find(ProductId id) {
        return products.findById(id).map(Product::view);
    }

    /**
     * The products that follow {@code after} in the given order as it is now.
     *
     * @param after the last product the caller has seen; null starts at the beginning
     * @throws IllegalArgumentException if {@code after} is no product
     */
    @Transactional(readOnly = true)
    public Page<ProductView> list(ProductSort sort, @Nullable ProductId after, int limit) {
        @Nullable ProductView last = after == null ? null : find(after).orElseThrow(() -> noProduct(after));
        return Page.of(following(sort, last, Limit.of(limit + 1)), limit).map(Product::view);
    }

    /**
     * The products of which there is as much as this, newest first.
     *
     * @param after the last product the caller has seen; null starts at the beginning
     */
    @Transactional(readOnly = true)
    public Page<ProductView> list(Availability availability, @Nullable ProductId after, int limit) {
        UUID before = after == null ? HIGHEST : after.value();
        Limit rows = Limit.of(limit + 1);
        List<Product> found = switch (availability) {
            case SOLD_OUT -> products.stockedBetween(0, 0, before, rows);
            case LOW -> products.stockedBetween(1, lowStock, before, rows);
            case IN_STOCK -> products.stockedBetween(lowStock + 1, Product.MOST_STOCK, before, rows);
        };
        return Page.of(found, limit).map(Product::view);
    }

    /** How much of a product is left. */
    public Availability availability(ProductView product) {
        if (product.stock() == 0) {
            return Availability.SOLD_OUT;
        }
        return product.stock() <= lowStock ? Availability.LOW : Availability.IN_STOCK;
    }

    private List<Product> following(ProductSort sort, @Nullable ProductView last, Limit limit) {
        UUID id = last == null ? LOWEST : last.id().value();
        return switch (sort) {
            case NEWEST -> products.newestBefore(last == null ? HIGHEST : id, limit);
            case NAME -> products.namedAfter(last == null ? "" : last.name(), id, limit);
            case PRICE -> products.pricedAfter(last == null ? Money.ZERO : last.price(), id, limit);
        };
    }

    private static IllegalArgumentException noProduct(ProductId after) {
        return new IllegalArgumentException("after must be the id of a product but is " + after);
    }
}
