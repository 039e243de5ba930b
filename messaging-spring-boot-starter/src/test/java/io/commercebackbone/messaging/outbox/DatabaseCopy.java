package io.commercebackbone.messaging.outbox;

import io.commercebackbone.local.LocalPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a dump and its restore do: every row of every table, taken in one snapshot and copied by the server's own COPY, and
 * where each sequence stands. Transaction ids are those of the rows' columns, and mean nothing where they come to.
 */
final class DatabaseCopy {

    private static final String TABLES = "select relname from pg_class where relkind = 'r' and relnamespace ="
            + " 'public'::regnamespace and relname <> 'flyway_schema_history' order by relname = 'outbox_parked', relname";
    private static final String NUMBER = "select last_value from outbox_id_seq";

    private DatabaseCopy() {}

    static void of(LocalPostgres from, LocalPostgres to, String database) throws SQLException, IOException {
        to.createDatabase(database);
        Flyway.configure()
                .dataSource(to.jdbcUrl(database), database, database)
                .locations("classpath:db/outbox", "classpath:db/test")
                .load()
                .migrate();
        try (Connection source = DriverManager.getConnection(from.jdbcUrl(database), database, database);
                Connection target = DriverManager.getConnection(to.jdbcUrl(database), database, database)) {
            JdbcTemplate reading = new JdbcTemplate(new SingleConnectionDataSource(source, true));
            source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            source.setAutoCommit(false);
            List<String> tables = reading.query(TABLES, (row, number) -> row.getString(1));
            for (String table : tables) {
                copy(table, source, target);
            }
            try (Statement statement = target.createStatement()) {
                statement.execute(
                        "select setval('outbox_id_seq', %s)".formatted(reading.queryForObject(NUMBER, Long.class)));
            }
        }
    }

    private static void copy(String table, Connection source, Connection target) throws SQLException, IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        copies(source).copyOut("copy " + table + " to stdout", rows);
        copies(target).copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
