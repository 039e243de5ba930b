package io.commercebackbone.order.ordering;

import io.commercebackbone.order.RunningService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** A foreign transaction that holds a product's row lock until it is released or closed: what makes the writer wait. */
final class HeldProduct implements AutoCloseable {

    private final Connection connection;

    HeldProduct(RunningService service, UUID product) throws SQLException {
        connection = service.database().getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from products where id = ? for update")) {
            statement.setObject(1, product);
            statement.execute();
        }
    }

    void release() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        release();
        connection.close();
    }
}
