package io.commercebackbone.verify.check;

import io.commercebackbone.verify.parts.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads whole answers of a database. */
final class Rows {

    private Rows() {}

    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    static <T> List<T> read(Database database, String sql, Reading<T> reading) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(reading.of(row));
            }
        }
        return rows;
    }
}
