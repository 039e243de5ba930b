package io.commercebackbone.verify.suite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Stops chosen transactions of a service just before they commit, without the service's knowledge: a deferred constraint
 * trigger, which PostgreSQL fires as the first part of {@code COMMIT}, waits for a lock that this gate holds.
 */
public final class CommitGate {

    private static final String TABLES = """
        create schema if not exists gate;
        create table if not exists gate.held (
            order_id uuid, status text, lock bigint not null unique, primary key (order_id, status))\
        """;

    private static final String WAITING = """
        select pid from pg_locks
         where locktype = 'advisory' and not granted and classid = 0 and objid = ?
           and database = (select oid from pg_database where datname = current_database())\
        """;

    private final AtomicInteger locks = new AtomicInteger(1);
    private final Database database;
    private final Connection holder;

    private CommitGate(Database database, Connection holder) {
        this.database = database;
        this.holder = holder;
    }

    /**
     * Puts a gate before the commits of a database.
     *
     * @param tables whose rows have a status, each with the column of the order that it is about, as {@code table.column}
     */
    public static CommitGate before(Database database, String... tables) {
        try {
            Connection holder = database.open();
            try (Statement statement = holder.createStatement()) {
                statement.execute(TABLES);
                for (String table : tables) {
                    int dot = table.indexOf('.');
                    statement.execute(trigger(table.substring(0, dot), table.substring(dot + 1)));
                }
            }
            return new CommitGate(database, holder);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A transaction that waits here has met no lock of the service's, so its time-out must not end it. */
    private static String trigger(String table, String column) {
        return """
            create or replace function gate.hold_%1$s() returns trigger language plpgsql as $$
            declare held bigint;
            begin
              select lock into held from gate.held where order_id = new.%2$s and status = new.status;
              if held is not null then
                perform set_config('lock_timeout', '0', true);
                perform pg_advisory_xact_lock_shared(held);
              end if;
              return null;
            end $$;
            drop trigger if exists gate_hold on %1$s;
            create constraint trigger gate_hold after insert or update on %1$s
              deferrable initially deferred for each row execute function gate.hold_%1$s()\
            """.formatted(table, column);
    }

    /** Holds the next transaction that brings a row about this order into this status. */
    public HeldCommit hold(UUID order, String status) {
        int lock = locks.getAndIncrement();
        onHolder("select pg_advisory_lock(%d)".formatted(lock));
        database.change("insert into gate.held (order_id, status, lock) values (?, ?, ?)", order, status, lock);
        return new HeldCommit(order, status, lock);
    }

    /** Lets everything commit, and holds nothing any more. */
    void open() {
        database.change("delete from gate.held");
        onHolder("select pg_advisory_unlock_all()");
    }

    private synchronized void onHolder(String sql) {
        try (Statement statement = holder.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A transaction that has done everything but commit. */
    public final class HeldCommit {

        private final UUID order;
        private final String status;
        private final int lock;

        private HeldCommit(UUID order, String status, int lock) {
            this.order = order;
            this.status = status;
            this.lock = lock;
        }

        /** Blocks until it is held. */
        public void await(Duration limit) {
            Awaitility.await("commit of %s as %s".formatted(order, status))
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !backend().isEmpty());
        }

        /** Lets it commit, whether or not its client is still there to hear of it. */
        public void commit() {
            String backend = backend();
            open();
            awaitGone(backend);
        }

        /** Ends its connection, so that it never commits. */
        public void rollBack() {
            String backend = backend();
            database.read("select pg_terminate_backend(?)", Integer.valueOf(backend));
            awaitGone(backend);
            open();
        }

        private void open() {
            database.change("delete from gate.held where lock = ?", lock);
            onHolder("select pg_advisory_unlock(%d)".formatted(lock));
        }

        private String backend() {
            return database.read(WAITING, lock);
        }

        /** Until its transaction has ended; its connection may be used for others then. */
        private void awaitGone(String backend) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> backend().isEmpty()
                            && database.read(
                                            "select 1 from pg_stat_activity where pid = ? and query ilike 'commit%'"
                                                    + " and state = 'active'",
                                            Integer.valueOf(backend))
                                    .isEmpty());
        }
    }
}
