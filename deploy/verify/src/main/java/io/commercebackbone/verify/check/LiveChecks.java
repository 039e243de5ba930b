package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Books;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.books.PublishedEvents;
import io.commercebackbone.verify.books.Standing;
import io.commercebackbone.verify.parts.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be checked of an installation that goes on working and whose history nobody wrote. Reads only. */
public final class LiveChecks implements AutoCloseable {

    private final Database orders;
    private final Database payments;
    private final Optional<Database> deliveries;
    private final Optional<String> redis;
    private final Duration grace;
    private final PublishedEvents events;
    private final Positions positions;
    private final Books books;

    /**
     * @param kafka how a client reaches the broker
     * @param grace how long after its time something may still be open
     */
    public LiveChecks(
            Database orders,
            Database payments,
            Optional<Database> deliveries,
            Optional<String> redis,
            Map<String, ?> kafka,
            Duration grace) {
        this.orders = orders;
        this.payments = payments;
        this.deliveries = deliveries;
        this.redis = redis;
        this.grace = grace;
        this.events = PublishedEvents.of(kafka, Books.TOPICS);
        this.positions = new Positions(kafka);
        this.books = new Books(orders, payments, events::all, grace);
    }

    /**
     * What differs and goes on doing so.
     *
     * @param patience how long something under way may take to settle
     * @throws RuntimeException if something cannot be read
     */
    public List<Finding> standing(Duration patience) {
        Set<Position> before = positions.all();
        long begun = System.nanoTime();
        List<Finding> findings = new ArrayList<>(Standing.of(patience, this::look));
        if (before.stream().anyMatch(it -> it.lag() > 0)) {
            awaitEnd(begun, patience);
            findings.addAll(stuck(before));
        }
        return findings;
    }

    private static void awaitEnd(long begun, Duration patience) {
        try {
            Thread.sleep(Math.max(0, patience.toMillis() - (System.nanoTime() - begun) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A group that had something to read and has not moved since. */
    private List<Finding> stuck(Set<Position> before) {
        return positions.all().stream()
                .filter(now -> before.stream()
                        .anyMatch(it -> it.lag() > 0
                                && it.group().equals(now.group())
                                && it.partition().equals(now.partition())
                                && it.committed() == now.committed()))
                .map(it -> new Finding(
                        "partition-stuck",
                        "group " + it.group(),
                        "%s: stays at %s of %s".formatted(it.partition(), it.committed(), it.end())))
                .toList();
    }

    private List<Finding> look() {
        List<Finding> findings = new ArrayList<>(books.check());
        try {
            if (deliveries.isPresent()) {
                findings.addAll(untold(deliveries.get()));
            }
            if (redis.isPresent()) {
                findings.addAll(RankingCheck.before(
                        LocalDate.now(RankingCheck.ZONE),
                        PlacedOrder.all(orders).values(),
                        redis.get()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
        return findings;
    }

    private List<Finding> untold(Database log) throws SQLException {
        Map<String, String> due = new HashMap<>();
        String sql = """
            select id, order_id from payments
             where status = 'COMPLETED' and created_at < now() - make_interval(secs => %d)
               and created_at > now() - interval '6 days'\
            """.formatted(grace.toSeconds());
        Rows.read(payments, sql, row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(it -> due.put(it.getKey(), it.getValue()));
        Rows.read(log, "select payment_id from deliveries where state = 'DELIVERED'", row -> row.getString(1))
                .forEach(due::remove);
        return due.entrySet().stream()
                .map(it -> new Finding(
                        "delivery-not-noted",
                        "order " + it.getValue(),
                        "payment %s is not delivered".formatted(it.getKey())))
                .toList();
    }

    @Override
    public void close() {
        events.close();
        positions.close();
    }
}
