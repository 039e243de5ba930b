package io.commercebackbone.payment.payments;

import io.commercebackbone.idempotency.KeyTaken;
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
 * decided by one local commit, and at most once per attempt, whoever asks and whatever fails.
 */
@Service
public class Payments {

    private static final Logger log = LoggerFactory.getLogger(Payments.class);

    private final PayableOrders orders;
    private final Pivot pivot;
    private final GroupCommit<PaymentAttempt, Payment> pivots;
    private final PaymentTable payments;
    private final PaymentMetrics metrics;

    Payments(
            PayableOrders orders,
            Pivot pivot,
            GroupCommit<PaymentAttempt, Payment> pivots,
            PaymentTable payments,
            PaymentMetrics metrics) {
        this.orders = orders;
        this.pivot = pivot;
        this.pivots = pivots;
        this.payments = payments;
        this.metrics = metrics;
    }

    /**
     * Pays an order.
     *
     * @throws RuntimeException if the service of the orders cannot be asked; then no money has moved
     */
    public PayOrderResult pay(PayOrder command) {
        PayOrderResult result = switch (orders.begin(command.orderId(), command.userId(), command.key())) {
            case BeginResult.Begun it -> decided(command, it);
            case BeginResult.NotBegun it -> it;
        };
        metrics.count(result);
        return result;
    }

    /** Tells the service of the orders what was decided last about an order: for who is answered that again. */
    public void tellAgain(UUID user, OrderId order) {
        payments.ofOrder(user, order).stream().findFirst().ifPresent(this::tell);
    }

    /** Gives an attempt up in the name of the service of the orders, unless it is decided: then that stands. */
    public Payment abort(OrderId order, UUID user, int attempt) {
        Payment decided = pivot.abort(order, user, attempt);
        log.atInfo()
                .addKeyValue("orderId", order)
                .log("Payment given up or found order={} attempt={} status={}", order, attempt, decided.status());
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
        try {
            return told(pivots.run(new PaymentAttempt(command, begun)));
        } catch (RuntimeException e) {
            if (KeyTaken.isCauseOf(e)) {
                // what was begun in vain is given up at once, unless it is what the other one decided
                tell(pivot.abort(command.orderId(), command.userId(), begun.attempt()));
            }
            throw e;
        }
    }

    private PayOrderResult told(Payment payment) {
        log.atInfo()
                .addKeyValue("orderId", payment.orderId())
                .log(
                        "Payment decided payment={} order={} attempt={} status={}",
                        payment.id(),
                        payment.orderId(),
                        payment.attempt(),
                        payment.status());
        tell(payment);
        return PayOrderResult.of(payment);
    }

    /** Whoever has the answer shall see it in the order as well. */
    private void tell(Payment payment) {
        if (!orders.tell(payment)) {
            metrics.untold();
        }
    }
}
