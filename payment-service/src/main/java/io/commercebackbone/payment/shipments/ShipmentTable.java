package io.commercebackbone.payment.shipments;

import io.commercebackbone.jdbc.BulkStatement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the shipments of a group of payments with one statement. */
@Component
class ShipmentTable {

    private static final BulkStatement<ShipmentView> INSERT = BulkStatement.<ShipmentView>of("""
            insert into shipments (id, order_id, user_id, status, created_at)
            select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[])
            """)
            .with("uuid", UUID.class, shipment -> shipment.id().value())
            .with("uuid", UUID.class, shipment -> shipment.orderId().value())
            .with("uuid", UUID.class, ShipmentView::userId)
            .with("text", String.class, shipment -> shipment.status().name())
            .with(
                    "timestamptz",
                    OffsetDateTime.class,
                    shipment -> shipment.createdAt().atOffset(ZoneOffset.UTC));

    private final JdbcTemplate jdbc;

    ShipmentTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<ShipmentView> shipments) {
        INSERT.execute(jdbc, shipments);
    }
}
