package io.commercebackbone.messaging.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** One term as the database's relay: reads what appeared since the last round, sends it, remembers how far it got. */
final class RelaySession {

    /** Any number will do, as long as no other advisory lock of the database has it. */
    private static final long LOCK = 0x6f7574626f78L;

    private final Connection connection;
    private final OutboxReader reader;
    private final OutboxCursor cursor;
    private final OutboxTrim trim;
    private final ParkedKeys parked;
    private final KeyedSender sender;
    private String sentUpTo;

    RelaySession(Connection connection, KeyedSender sender, OutboxProperties properties, Clock clock)
            throws SQLException {
        this.connection = connection;
        this.sender = sender;
        this.reader = new OutboxReader(connection, properties.pageSize());
        this.cursor = new OutboxCursor(connection, properties.resendWindow());
        this.trim = new OutboxTrim(connection, properties.retention(), clock);
        this.parked = new ParkedKeys(connection, properties, clock);
        this.sentUpTo = cursor.load();
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + OutboxWakeUp.CHANNEL);
            // a cursor that is lost in a crash costs duplicates, not events
            statement.execute("set synchronous_commit = off");
        }
    }

    /** Whether this connection is now the one that relays; the lock goes with the connection. */
    static boolean lead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Sends everything that is visible now and has not been sent. */
    void relay() throws SQLException {
        retryParked();
        String end = reader.currentSnapshot();
        List<OutboxRow> page = reader.first(sentUpTo, end);
        boolean any = !page.isEmpty();
        while (!page.isEmpty()) {
            send(page);
            page = page.size() < reader.pageSize()
                    ? List.of()
                    : reader.next(sentUpTo, end, page.getLast().id());
        }
        if (any) {
            cursor.save(end);
        }
        sentUpTo = end;
        trim.whenDue();
    }

    /** Waits until there is something to send, or for {@code atMost}. */
    void await(Duration atMost) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(Math.max(1, atMost.toMillis())));
    }

    private void send(List<OutboxRow> page) throws SQLException {
        List<OutboxRow> free = new ArrayList<>(page.size());
        List<OutboxRow> behind = new ArrayList<>();
        page.forEach(row -> (parked.contains(row.key()) ? behind : free).add(row));
        parked.park(behind, "waits behind an earlier event of its key");
        KeyedSender.Outcome outcome = sender.send(free);
        for (var failure : outcome.failed().entrySet()) {
            parked.park(failure.getValue(), String.valueOf(outcome.errors().get(failure.getKey())));
        }
    }

    private void retryParked() throws SQLException {
        if (parked.isEmpty()) {
            return;
        }
        parked.refresh();
        List<OutboxRow> due = reader.parked(parked.now());
        if (due.isEmpty()) {
            return;
        }
        KeyedSender.Outcome outcome = sender.send(due);
        parked.release(outcome.sent());
        for (var failure : outcome.errors().entrySet()) {
            parked.postpone(failure.getKey(), failure.getValue());
        }
    }
}
