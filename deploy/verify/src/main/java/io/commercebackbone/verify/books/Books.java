package io.commercebackbone.verify.books;

import io.commercebackbone.events.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks the books of order-service and payment-service and what they published: every rule that must hold once nothing
 * is under way. Reads each database in one repeatable-read snapshot, writes nothing and takes no locks.
 */
public final class Books {

    /** Every topic that the two services publish to. */
    public static final List<String> TOPICS = List.of(
            Topics.ORDER_CREATED,
            Topics.ORDER_CANCELLED,
            Topics.PAYMENT_COMPLETED,
            Topics.PAYMENT_FAILED,
            Topics.SHIPPING_STARTED);

    private final Database orders;
    private final Database payments;
    private final Supplier<List<PublishedEvent>> published;
    private final Duration grace;

    /** Where a database is. */
    public interface Database {

        /** A connection of its own, which the caller closes. */
        Connection open() throws SQLException;
    }

    /**
     * The books of one installation.
     *
     * @param bootstrapServers where Kafka is
     * @param grace how long after its time a payment, an unpaid order or a refund may still be open: at least the
     *     interval of order-service's scanner
     */
    public Books(Database orders, Database payments, String bootstrapServers, Duration grace) {
        this(orders, payments, () -> PublishedEvents.read(bootstrapServers, TOPICS), grace);
    }

    /** @param published everything that the topics hold at the moment of asking */
    public Books(Database orders, Database payments, Supplier<List<PublishedEvent>> published, Duration grace) {
        this.orders = orders;
        this.payments = payments;
        this.published = published;
        this.grace = grace;
    }

    /**
     * What differs now. The two databases and the topics are read one after the other, so that in a system at work this
     * also tells of what was under way; {@link #standing} does not.
     *
     * @throws IllegalStateException if something cannot be read
     */
    public List<Finding> check() {
        try (Connection orderSide = snapshot(orders);
                Connection paymentSide = snapshot(payments)) {
            // what a snapshot shows was published before the topic is read to its end, or it is not sent
            return check(orderSide, paymentSide, published.get(), grace);
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    /**
     * What differs and goes on doing so. Looks again until nothing is left of what the first look found, or time is up.
     *
     * @param patience how long something under way may take to settle
     */
    public List<Finding> standing(Duration patience) {
        return Standing.of(patience, this::check);
    }

    /**
     * What differs within one snapshot of a database, where nothing may differ at any moment: money, stock and coupons are
     * conserved in every one of them.
     *
     * @throws IllegalStateException if something cannot be read
     */
    public List<Finding> always() {
        try (Connection orderSide = snapshot(orders);
                Connection paymentSide = snapshot(payments)) {
            return always(orderSide, paymentSide);
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    private static List<Finding> always(Connection orders, Connection payments) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (SqlRule rule : OrderBooks.RULES) {
            findings.addAll(rule.check(orders));
        }
        for (SqlRule rule : CouponBooks.RULES) {
            findings.addAll(rule.check(orders));
        }
        for (SqlRule rule : PaymentBooks.RULES) {
            findings.addAll(rule.check(payments));
        }
        return findings;
    }

    /** What differs in what these connections see, be it committed or not. */
    static List<Finding> check(Connection orders, Connection payments, List<PublishedEvent> published, Duration grace)
            throws SQLException {
        List<Finding> findings = new ArrayList<>(always(orders, payments));
        for (SqlRule rule : OrderBooks.late(grace)) {
            findings.addAll(rule.check(orders));
        }
        for (SqlRule rule : OutboxBooks.RULES) {
            findings.addAll(rule.check(orders));
            findings.addAll(rule.check(payments));
        }
        findings.addAll(SagaBooks.check(OrderRow.all(orders), PaymentRow.byOrder(payments)));
        findings.addAll(EventBooks.check("order-service", orders, published));
        findings.addAll(EventBooks.check("payment-service", payments, published));
        return findings;
    }

    private static Connection snapshot(Database database) throws SQLException {
        Connection connection = database.open();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
    }
}
