package io.commercebackbone.jdbc;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A statement that writes any number of rows in one round trip. Its parameters are arrays, one per column
 * ({@code unnest(?::uuid[], ?::int[])}), so that it is the same text, planned once, for one row as for a thousand.
 * Immutable.
 */
public final class BulkStatement<T> {

    private final String sql;
    private final List<Column<T, ?>> columns;

    private BulkStatement(String sql, List<Column<T, ?>> columns) {
        this.sql = sql;
        this.columns = columns;
    }

    private record Column<T, V>(String sqlType, Class<V> type, Function<T, @Nullable V> value) {

        java.sql.Array of(List<T> rows, Connection connection) throws SQLException {
            @Nullable Object[] values = (@Nullable Object[]) Array.newInstance(type, rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(rows.get(i));
            }
            return connection.createArrayOf(sqlType, values);
        }
    }

    /** A statement without parameters yet: {@link #with} adds them in their order. */
    public static <T> BulkStatement<T> of(String sql) {
        return new BulkStatement<>(sql, List.of());
    }

    /**
     * Adds the next parameter.
     *
     * @param sqlType the type of the array's elements
     */
    public <V> BulkStatement<T> with(String sqlType, Class<V> type, Function<T, @Nullable V> value) {
        Column<T, V> next = new Column<>(sqlType, type, value);
        return new BulkStatement<>(
                sql, Stream.concat(columns.stream(), Stream.of(next)).toList());
    }

    /**
     * Runs it for these rows, if there are any.
     *
     * @return how many rows it wrote
     * @throws org.springframework.dao.DataAccessException if one row cannot be written; then none is
     */
    public int execute(JdbcTemplate jdbc, List<T> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        return jdbc.execute(sql, (PreparedStatement statement) -> {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, columns.get(i).of(rows, statement.getConnection()));
            }
            return statement.executeUpdate();
        });
    }
}
