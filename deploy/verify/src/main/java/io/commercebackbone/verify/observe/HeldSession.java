package io.commercebackbone.verify.observe;

import io.commercebackbone.local.Waiting;
import io.commercebackbone.verify.faults.Fault;
import io.commercebackbone.verify.parts.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A session of a database that takes what others need, and keeps it until it ends. */
final class HeldSession implements Fault {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The relay's lock as pg_locks shows it: see the starter's RelaySession. */
    private static final long RELAY = 0x6f7574626f78L;

    private static final String OF_RELAY = " from pg_locks where locktype = 'advisory' and classid = " + (RELAY >> 32)
            + " and objid = " + (RELAY & 0xffffffffL)
            + " and database = (select oid from pg_database where datname = current_database())";

    private final Database database;
    private final Taking taking;
    private @Nullable Connection session;

    private HeldSession(Database database, Taking taking) {
        this.database = database;
        this.taking = taking;
    }

    private interface Taking {
        void with(Connection session) throws SQLException;
    }

    /** Others can read a table, and change nothing in it. */
    static HeldSession ofTable(Database database, String table) {
        return new HeldSession(database, session -> {
            session.setAutoCommit(false);
            execute(session, "lock table " + table + " in share mode");
        });
    }

    /** Whoever relays is disconnected, and nobody can follow. */
    static HeldSession ofRelay(Database database) {
        return new HeldSession(database, session -> {
            // first in the queue, so that whoever has it can only lose it to this session
            Thread queueing = Thread.ofVirtual().start(() -> queue(session));
            try (Connection other = database.open()) {
                if (!Waiting.until(LIMIT, () -> number(other, "select count(*)" + OF_RELAY + " and not granted") > 0)) {
                    throw new SQLException("the relay's lock was not waited for");
                }
                number(other, "select count(pg_terminate_backend(pid))" + OF_RELAY + " and granted");
                queueing.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void queue(Connection session) {
        try {
            execute(session, "select pg_advisory_lock(" + RELAY + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void strike() throws SQLException {
        Connection opened = database.open();
        session = opened;
        taking.with(opened);
    }

    @Override
    public void heal() throws SQLException {
        if (session != null) {
            session.close();
        }
    }
}
