package io.commercebackbone.order.catalogue;

import io.commercebackbone.jdbc.BulkStatement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes what orders took or gave back, with one statement per table however many products there are. */
@Component
class StockTable {

    private static final BulkStatement<Product> UPDATE = BulkStatement.<Product>of("""
            update products set stock = changed.stock, ledger_entries = changed.ledger_entries
              from unnest(?::uuid[], ?::int[], ?::bigint[]) as changed (id, stock, ledger_entries)
             where products.id = changed.id
            """)
            .with("uuid", UUID.class, product -> product.id().value())
            .with("int4", Integer.class, Product::stock)
            .with("int8", Long.class, Product::ledgerEntries);

    private static final BulkStatement<StockEntryView> INSERT = BulkStatement.<StockEntryView>of("""
            insert into stock_ledger (product_id, number, delta, reason, stock_after, reference, at)
            select * from unnest(?::uuid[], ?::bigint[], ?::int[], ?::text[], ?::int[], ?::uuid[], ?::timestamptz[])
            """)
            .with("uuid", UUID.class, entry -> entry.productId().value())
            .with("int8", Long.class, StockEntryView::number)
            .with("int4", Integer.class, StockEntryView::delta)
            .with("text", String.class, StockEntryView::reason)
            .with("int4", Integer.class, StockEntryView::stockAfter)
            .with("uuid", UUID.class, StockEntryView::reference)
            .with("timestamptz", OffsetDateTime.class, entry -> entry.at().atOffset(ZoneOffset.UTC));

    private final JdbcTemplate jdbc;

    StockTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(List<Product> changed, List<StockEntry> entries) {
        UPDATE.execute(jdbc, changed);
        INSERT.execute(jdbc, entries.stream().map(StockEntry::view).toList());
    }
}
