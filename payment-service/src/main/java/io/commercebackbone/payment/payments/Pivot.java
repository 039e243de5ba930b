package io.commercebackbone.payment.payments;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.idempotency.AnswerStore;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.balances.Balances;
import io.commercebackbone.payment.balances.LockedBalance;
import io.commercebackbone.payment.shipments.ShipmentId;
import io.commercebackbone.payment.shipments.Shipments;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one local commit that decides an attempt to pay: the balance, its ledger, the payment, the shipment, the event
 * and what the client is answered together, or none of them. Whoever inserts the row of an attempt first has decided it; everybody else gets that row
 * and moves nothing.
 *
 * <p>All payments of an order wait for the lock of its user's balance, and hold it until they commit: so the order's
 * events are numbered in the order in which they happened. The shipment's events come after, since its row is not there
 * before.
 */
@Component
class Pivot {

    private final Balances balances;
    private final Shipments shipments;
    private final PaymentTable payments;
    private final Outbox outbox;
    private final AnswerStore answers;
    private final Clock clock;

    Pivot(
            Balances balances,
            Shipments shipments,
            PaymentTable payments,
            Outbox outbox,
            AnswerStore answers,
            Clock clock) {
        this.balances = balances;
        this.shipments = shipments;
        this.payments = payments;
        this.outbox = outbox;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Decides an attempt, or finds it decided, and stores the receipt with that.
     *
     * @return what decided it
     * @throws io.commercebackbone.idempotency.KeyTaken if another instance answered the key; then nothing is decided here
     */
    @Transactional
    public Payment decide(PayOrder command, BeginResult.Begun begun) {
        LockedBalance balance = balances.lock(command.userId());
        Payment decided =
                payments.decided(command.orderId(), begun.attempt()).orElseGet(() -> decided(command, begun, balance));
        answers.store(command.receipt(), PayOrderResult.of(decided));
        return decided;
    }

    /** Gives an attempt up, unless it is decided: then that stands and is returned. */
    @Transactional
    public Payment abort(OrderId order, UUID user, int attempt) {
        Optional<Payment> decided = payments.decided(order, attempt);
        if (decided.isPresent()) {
            return decided.get();
        }
        Payment aborted = Payment.aborted(order, user, attempt, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return payments.insert(aborted)
                ? aborted
                : payments.decided(order, attempt).orElseThrow();
    }

    private Payment decided(PayOrder command, BeginResult.Begun begun, LockedBalance balance) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Payment payment = balance.covers(begun.amount())
                ? Payment.completed(command, begun, now)
                : Payment.failed(command, begun, now);
        if (!payments.insert(payment)) {
            return payments.decided(command.orderId(), begun.attempt()).orElseThrow();
        }
        apply(payment, balance, command);
        return payment;
    }

    private void apply(Payment payment, LockedBalance balance, PayOrder command) {
        UUID order = payment.orderId().value();
        switch (payment.status()) {
            case COMPLETED -> {
                Money amount = Objects.requireNonNull(payment.amount());
                ShipmentId shipment = Objects.requireNonNull(payment.shipmentId());
                balance.pay(amount, payment.id().value(), payment.createdAt());
                shipments.prepare(shipment, payment.orderId(), payment.userId(), payment.createdAt());
                outbox.append(OutgoingEvent.of(
                        EventTypes.PAYMENT_COMPLETED,
                        order,
                        payment.createdAt(),
                        payment.completedEvent(),
                        command.traceparent()));
            }
            case FAILED ->
                outbox.append(OutgoingEvent.of(
                        EventTypes.PAYMENT_FAILED,
                        order,
                        payment.createdAt(),
                        payment.failedEvent(),
                        command.traceparent()));
            case ABORTED -> throw new IllegalStateException("nobody pays by giving up");
        }
    }
}
