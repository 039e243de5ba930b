package io.commercebackbone.verify.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.Database;
import io.commercebackbone.verify.suite.Suite;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The books bite: each kind of wrong, planted in real books, is found and named. What is planted is rolled back. */
class BooksIT {

    private static final Suite suite = Suite.running();
    private static final Customer customer = Customer.of(suite);
    private static final UUID product = suite.newProduct(1_000, 100);
    private static final UUID paid = customer.ordered(product, 2);
    private static final UUID failed = customer.ordered(product, 90);
    private static final UUID pending = customer.ordered(product, 1);
    private static List<PublishedEvent> published = List.of();

    static final List<Sabotage> SABOTAGES = Sabotages.ALL;

    @BeforeAll
    static void rightBooks() {
        customer.charge(5_000, "charge").require(201);
        customer.pay(paid, "paid").require(201);
        customer.pay(failed, "failed").require(402);
        suite.requireRightBooks();
        published = PublishedEvents.read(suite.broker().bootstrapServers(), Books.TOPICS);
    }

    @ParameterizedTest
    @FieldSource("SABOTAGES")
    void findsAndNames(Sabotage sabotage) throws SQLException {
        Map<String, String> names = Map.of(
                "{user}", customer.id().toString(),
                "{product}", product.toString(),
                "{pending}", pending.toString(),
                "{paid}", paid.toString(),
                "{failed}", failed.toString(),
                "{stranger}", UUID.randomUUID().toString());
        UnaryOperator<String> named = text -> {
            String result = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                result = result.replace(name.getKey(), name.getValue());
            }
            return result;
        };

        List<Finding> findings = findingsAfter(sabotage.inOrders(), named.apply(sabotage.sql()), published);

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(sabotage.rule());
            assertThat(finding.subject()).isEqualTo(named.apply(sabotage.subject()));
            assertThat(finding.difference()).isNotBlank();
        });
    }

    @Test
    void findsAnEventThatIsMissingOnTheTopic() throws SQLException {
        List<PublishedEvent> events = new ArrayList<>(published);
        events.removeIf(
                event -> event.key().equals(paid.toString()) && event.topic().equals("payment-completed"));

        assertFound(events, "event-not-on-topic", paid);
    }

    @Test
    void findsAnEventThatWasNeverCommitted() throws SQLException {
        List<PublishedEvent> events = new ArrayList<>(published);
        events.add(new PublishedEvent(
                "payment-completed", pending.toString(), UUID.randomUUID(), "payment-service", Long.MAX_VALUE));

        assertFound(events, "event-without-cause", pending);
    }

    @Test
    void findsAnEventThatIsNotWhatWasCommitted() throws SQLException {
        List<PublishedEvent> events = new ArrayList<>(published);
        PublishedEvent event = events.stream()
                .filter(it -> it.key().equals(paid.toString()))
                .findFirst()
                .orElseThrow();
        events.add(new PublishedEvent(event.topic(), pending.toString(), event.id(), event.source(), event.sequence()));

        assertFound(events, "event-differs-from-outbox", pending);
    }

    @Test
    void findsEventsOfAKeyInTheWrongOrder() throws SQLException {
        PublishedEvent first = published.stream()
                .filter(it -> it.key().equals(paid.toString()))
                .findFirst()
                .orElseThrow();
        List<PublishedEvent> events = new ArrayList<>(List.of(new PublishedEvent(
                first.topic(), first.key(), UUID.randomUUID(), first.source(), first.sequence() + 1)));
        events.addAll(published);

        assertFound(events, "events-out-of-order", paid);
    }

    @Test
    void anEventThatIsThereTwiceIsNoDifference() throws SQLException {
        List<PublishedEvent> events = new ArrayList<>(published);
        events.addAll(published);

        assertThat(findingsAfter(true, "select 1", events)).isEmpty();
    }

    private static void assertFound(List<PublishedEvent> events, String rule, UUID order) throws SQLException {
        assertThat(findingsAfter(true, "select 1", events)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.subject()).isEqualTo("order " + order);
        });
    }

    private static List<Finding> findingsAfter(boolean inOrders, String sql, List<PublishedEvent> events)
            throws SQLException {
        try (Connection orders = transaction(suite.orders());
                Connection payments = transaction(suite.payments())) {
            try (Statement statement = (inOrders ? orders : payments).createStatement()) {
                statement.execute(sql);
                return Books.check(orders, payments, events, Duration.ofSeconds(10));
            } finally {
                orders.rollback();
                payments.rollback();
            }
        }
    }

    private static Connection transaction(Database database) throws SQLException {
        Connection connection = database.open();
        connection.setAutoCommit(false);
        return connection;
    }
}
