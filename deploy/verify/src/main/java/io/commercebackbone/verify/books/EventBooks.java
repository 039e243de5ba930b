package io.commercebackbone.verify.books;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What must be true between an outbox and its topics: each event is there, in its key's order, and no other. */
final class EventBooks {

    private final String source;
    private final Map<UUID, PublishedEvent> stored;
    private final List<Finding> findings = new ArrayList<>();

    private EventBooks(String source, Map<UUID, PublishedEvent> stored) {
        this.source = source;
        this.stored = stored;
    }

    /** Compares what a service's outbox still keeps; older events cannot be judged. */
    static List<Finding> check(String source, Connection database, List<PublishedEvent> published) throws SQLException {
        EventBooks books = new EventBooks(source, stored(source, database));
        Map<UUID, PublishedEvent> first = new LinkedHashMap<>();
        published.stream().filter(event -> event.source().equals(source)).forEach(event -> {
            books.identify(event);
            first.putIfAbsent(event.id(), event);
        });
        books.checkThatAllAreThere(first.keySet());
        books.checkOrder(first);
        return books.findings;
    }

    private static Map<UUID, PublishedEvent> stored(String source, Connection database) throws SQLException {
        Map<UUID, PublishedEvent> rows = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select topic, key, event_id, id from outbox")) {
            while (row.next()) {
                PublishedEvent event = new PublishedEvent(
                        row.getString(1), row.getString(2), row.getObject(3, UUID.class), source, row.getLong(4));
                rows.put(event.id(), event);
            }
        }
        return rows;
    }

    private void identify(PublishedEvent event) {
        PublishedEvent row = stored.get(event.id());
        if (row == null && event.sequence() >= oldest()) {
            find("event-without-cause", event, "is on the topic, and was never committed");
        } else if (row != null && !row.isSameAs(event)) {
            find(
                    "event-differs-from-outbox",
                    event,
                    "was committed as number %s of %s for %s".formatted(row.sequence(), row.topic(), row.key()));
        }
    }

    private long oldest() {
        return stored.values().stream()
                .mapToLong(PublishedEvent::sequence)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void checkThatAllAreThere(Set<UUID> published) {
        Set<UUID> missing = new HashSet<>(stored.keySet());
        missing.removeAll(published);
        missing.stream()
                .map(stored::get)
                .forEach(event -> find("event-not-on-topic", event, "was committed, and is not on the topic"));
    }

    private void checkOrder(Map<UUID, PublishedEvent> first) {
        Map<String, PublishedEvent> latest = new HashMap<>();
        for (PublishedEvent event : first.values()) {
            PublishedEvent before = latest.put(event.topic() + " " + event.key(), event);
            if (before != null && before.sequence() > event.sequence()) {
                find("events-out-of-order", event, "came after number %s".formatted(before.sequence()));
            }
        }
    }

    private void find(String rule, PublishedEvent event, String difference) {
        findings.add(new Finding(
                rule,
                "order " + event.key(),
                "event %s, number %s of %s in %s, %s"
                        .formatted(
                                event.id(),
                                event.sequence(),
                                source,
                                event.place().isEmpty() ? event.topic() : event.place(),
                                difference)));
    }
}
