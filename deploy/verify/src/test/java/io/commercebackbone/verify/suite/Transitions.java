package io.commercebackbone.verify.suite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every step that an order has made from one status to another, noted by a trigger that order-service knows nothing of. */
public final class Transitions {

    private static final String TRIGGER = """
        create schema if not exists gate;
        create table if not exists gate.transitions (order_id uuid, step text);
        create or replace function gate.note() returns trigger language plpgsql as $$
        begin
          insert into gate.transitions values (new.id, old.status || ' to ' || new.status);
          return null;
        end $$;
        drop trigger if exists gate_note on orders;
        create trigger gate_note after update of status on orders for each row
          when (old.status <> new.status) execute function gate.note()\
        """;

    /** A shipment may be heard of, even arrive, before its payment is; nothing ever leaves CANCELLED or DELIVERED. */
    private static final Set<String> LEGAL = Set.of(
            "PENDING to PAYING",
            "PENDING to CANCELLED",
            "PAYING to PENDING",
            "PAYING to PAID",
            "PAYING to CANCELLED",
            "PAYING to SHIPPING",
            "PAYING to DELIVERED",
            "PAID to SHIPPING",
            "PAID to DELIVERED",
            "PAID to CANCELLED",
            "SHIPPING to DELIVERED");

    private final Database orders;

    private Transitions(Database orders) {
        this.orders = orders;
    }

    public static Transitions of(Database orders) {
        try (Connection connection = orders.open();
                Statement statement = connection.createStatement()) {
            statement.execute(TRIGGER);
            return new Transitions(orders);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The steps that no order may make, each with the order that made it. */
    public List<String> illegal() {
        List<String> illegal = new ArrayList<>();
        try (Connection connection = orders.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select order_id, step from gate.transitions")) {
            while (row.next()) {
                if (!LEGAL.contains(row.getString(2))) {
                    illegal.add("order " + row.getString(1) + ": " + row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return illegal;
    }
}
