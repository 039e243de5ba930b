package io.commercebackbone.payment.payments;

import io.commercebackbone.jdbc.GroupCommit;
import io.commercebackbone.payment.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Pays orders. The service of the orders is asked and told outside of any transaction; what is decided in between is
 * decided by one local commit, and at most once per attempt and per key, whoever asks and whatever fails.
 */
@Service
public class Payments {

    private static final Logger log = LoggerFactory.getLogger(Payments.class);

    private final PayableOrders orders;
    private final Pivot pivot;
    private final GroupCommit<PaymentAttempt, Optional<Payment>> pivots;
    private final PaymentTable payments;
    private final PaymentMetrics metrics;

    Payments(
            PayableOrders orders,
            Pivot pivot,
            GroupCommit<PaymentAttempt, Optional<Payment>> pivots,
            PaymentTable payments,
            PaymentMetrics metrics) {
        this.orders = orders;
        this.pivot = pivot;
        this.pivots = pivots;
        this.payments = payments;
        this.metrics = metrics;
    }

    /**
     * Pays an order, or answers as the first time if the key did before.
     *
     * @throws RuntimeException if the service of the orders cannot be asked; then no money has moved
     */
    public PayOrderResult pay(PayOrder command) {
        Optional<Payment> before = underKey(command);
        if (before.isPresent()) {
            return again(command, before.get());
        }
        PayOrderResult result = switch (orders.begin(command.orderId(), command.userId(), keyOf(command))) {
            case BeginResult.Begun it -> decided(command, it);
            case BeginResult.NotBegun it -> notBegun(command, it);
        };
        metrics.count(result);
        return result;
    }

    /** Gives an attempt up in the name of the service of the orders, unless it is decided: then that stands. */
    public Payment abort(OrderId order, UUID user, int attempt) {
        Payment decided = pivot.abort(order, user, attempt);
        log.info("Payment given up or found order={} attempt={} status={}", order, attempt, decided.status());
        return decided;
    }

    public Optional<Payment> find(UUID user, PaymentId id) {
        return payments.find(user, id);
    }

    /** What was decided about an order of the user, latest attempt first. */
    public List<Payment> ofOrder(UUID user, OrderId order) {
        return payments.ofOrder(user, order);
    }

    private PayOrderResult decided(PayOrder command, BeginResult.Begun begun) {
        return pivots.run(new PaymentAttempt(command, begun))
                .map(this::told)
                .orElseGet(() -> keyReused(command.orderId(), command.userId(), begun.attempt()));
    }

    /** Another request with the same key may have paid the order since it was looked for. */
    private PayOrderResult notBegun(PayOrder command, BeginResult.NotBegun refused) {
        return underKey(command).map(found -> again(command, found)).orElse(refused);
    }

    private PayOrderResult again(PayOrder command, Payment found) {
        return command.isFor(found) ? told(found) : new PayOrderResult.KeyReused();
    }

    /** The key paid another order between the look and the pivot: what was begun in vain is given up at once. */
    private PayOrderResult keyReused(OrderId order, UUID user, int attempt) {
        told(pivot.abort(order, user, attempt));
        return new PayOrderResult.KeyReused();
    }

    /** Whoever has the answer shall see it in the order as well, also when it is an old one. */
    private PayOrderResult told(Payment payment) {
        log.info(
                "Payment decided payment={} order={} attempt={} status={}",
                payment.id(),
                payment.orderId(),
                payment.attempt(),
                payment.status());
        if (!orders.tell(payment)) {
            metrics.untold();
        }
        return switch (payment.status()) {
            case COMPLETED -> new PayOrderResult.Completed(payment);
            case FAILED -> new PayOrderResult.InsufficientBalance(payment);
            case ABORTED -> new PayOrderResult.GivenUp(payment);
        };
    }

    private Optional<Payment> underKey(PayOrder command) {
        return Optional.ofNullable(command.key()).flatMap(key -> payments.underKey(command.userId(), key));
    }

    private static String keyOf(PayOrder command) {
        return command.key() == null
                ? UUID.randomUUID().toString()
                : command.key().value();
    }
}
