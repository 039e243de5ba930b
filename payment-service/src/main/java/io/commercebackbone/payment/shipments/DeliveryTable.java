package io.commercebackbone.payment.shipments;

import io.commercebackbone.payment.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which deliveries are known to the service of the orders. */
@Component
class DeliveryTable {

    private final JdbcClient jdbc;

    DeliveryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deliveries that are not known there, those first that were not tried for longest. */
    List<ShipmentView> unconfirmed(int most) {
        return jdbc.sql("""
                select id, order_id, user_id, tracking_number, created_at, started_at, delivered_at from shipments
                 where status = 'DELIVERED' and delivery_confirmed_at is null
                 order by delivery_tried_at nulls first limit ?""").param(most).query(DeliveryTable::view).list();
    }

    void confirmed(ShipmentId id, Instant at) {
        jdbc.sql("update shipments set delivery_confirmed_at = ? where id = ? and delivery_confirmed_at is null")
                .params(at.atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    /** One that fails goes to the end of the line, so that it keeps nobody else waiting. */
    void triedInVain(ShipmentId id, Instant at) {
        jdbc.sql("update shipments set delivery_tried_at = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    long unconfirmed() {
        return jdbc.sql("select count(*) from shipments where status = 'DELIVERED' and delivery_confirmed_at is null")
                .query(Long.class)
                .single();
    }

    private static ShipmentView view(ResultSet row, int number) throws SQLException {
        return new ShipmentView(
                new ShipmentId(row.getObject("id", UUID.class)),
                new OrderId(row.getObject("order_id", UUID.class)),
                row.getObject("user_id", UUID.class),
                ShipmentStatus.DELIVERED,
                row.getString("tracking_number"),
                instant(row, "created_at"),
                instant(row, "started_at"),
                instant(row, "delivered_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
