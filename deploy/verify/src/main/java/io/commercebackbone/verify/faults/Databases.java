package io.commercebackbone.verify.faults;

import io.commercebackbone.verify.parts.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Faults of what happens in a database. */
final class Databases {

    private static final int TIMES = 4;
    private static final long BETWEEN_MILLIS = 300;

    /**
     * A transaction that appended to the outbox has drawn its numbers and done all of its work when deferred triggers
     * fire, as the first part of its commit. The first one that comes waits there for a lock that the fault has; others
     * pass it by.
     */
    private static final String TRIGGER = """
        set lock_timeout = '10s';
        create schema if not exists verify;
        create table if not exists verify.held (one int primary key);
        create or replace function verify.hold() returns trigger language plpgsql as $$
        begin
          if exists (select from verify.held) and pg_try_advisory_xact_lock(4070) then
            perform pg_advisory_xact_lock(4071);
          end if;
          return null;
        end $$;
        drop trigger if exists verify_hold on outbox;
        create constraint trigger verify_hold after insert on outbox
          deferrable initially deferred for each row execute function verify.hold()\
        """;

    private Databases() {}

    /** Ends every connection of the service, a few times in a row, as a restarting server or a nervous operator would. */
    static Fault disconnect(Database database) {
        return new Fault() {
            @Override
            public void strike() throws SQLException, InterruptedException {
                for (int i = 0; i < TIMES; i++) {
                    execute(database, """
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and application_name <> 'verify'\
                        """);
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
                }
            }

            @Override
            public void heal() {
                // services open new ones
            }
        };
    }

    static Fault heldCommit(Database database) {
        return new Fault() {
            private @Nullable Connection holder;

            @Override
            public void strike() throws SQLException {
                execute(database, TRIGGER);
                Connection connection = database.open();
                holder = connection;
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select pg_advisory_lock(4071)");
                    statement.execute("insert into verify.held values (1) on conflict do nothing");
                }
            }

            @Override
            public void heal() throws SQLException {
                execute(database, """
                    do $$ begin
                      if to_regclass('verify.held') is not null then delete from verify.held; end if;
                    end $$\
                    """);
                if (holder != null) {
                    holder.close(); // and with it goes the lock
                }
            }
        };
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
