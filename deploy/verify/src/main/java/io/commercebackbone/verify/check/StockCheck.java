package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Nobody put anything in or took anything out by hand, and there is never less than nothing. */
final class StockCheck implements Check {

    private static final String BY_HAND = """
        select p.id, p.stock, coalesce(sum(l.delta) filter (where l.reference is null), 0)
          from products p left join stock_ledger l on l.product_id = p.id group by p.id\
        """;

    /** A product's stock, and what came in by hand. */
    private record Row(UUID product, int stock, int byHand) {}

    @Override
    public List<Finding> of(Evidence evidence) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Row row : Rows.read(
                evidence.addresses().orders(),
                BY_HAND,
                it -> new Row(it.getObject(1, UUID.class), it.getInt(2), it.getInt(3)))) {
            Integer first = evidence.market().products().get(row.product());
            if (first != null && first != row.byHand()) {
                findings.add(new Finding(
                        "stock-differs-from-beginning",
                        "product " + row.product(),
                        "began with %s, and the ledger has %s by hand".formatted(first, row.byHand())));
            }
            if (row.stock() < 0) {
                findings.add(
                        new Finding("stock-below-zero", "product " + row.product(), "the stock is " + row.stock()));
            }
        }
        return findings;
    }
}
