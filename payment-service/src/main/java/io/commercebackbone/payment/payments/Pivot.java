package io.commercebackbone.payment.payments;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.balances.Balances;
import io.commercebackbone.payment.balances.LockedBalances;
import io.commercebackbone.payment.payments.PaymentTable.Decision;
import io.commercebackbone.payment.shipments.Shipments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one local commit that decides an attempt to pay: the balance, its ledger, the payment, the shipment and the event
 * together, or none of them. Whoever inserts the row of an attempt first has decided it; everybody else gets that row
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
    private final Clock clock;

    Pivot(Balances balances, Shipments shipments, PaymentTable payments, Outbox outbox, Clock clock) {
        this.balances = balances;
        this.shipments = shipments;
        this.payments = payments;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Decides attempts in their order, all of them with one commit.
     *
     * @param lockTimeout how long to wait for a balance that somebody else holds: one must not hold up all
     * @throws AlreadyDecided if one of them is decided, or its order or key used, by somebody else or twice among them:
     *     then nothing is changed, and {@link #decide} finds what holds for each
     */
    @Transactional
    public List<Payment> decideTogether(List<PaymentAttempt> attempts, Duration lockTimeout) {
        balances.limitLockWait(lockTimeout);
        LockedBalances locked =
                balances.lock(attempts.stream().map(PaymentAttempt::userId).toList());
        List<Decision> decisions = new ArrayList<>();
        for (PaymentAttempt attempt : attempts) {
            Decision decision = decision(attempt, locked);
            take(decision.payment(), locked);
            decisions.add(decision);
        }
        if (payments.insert(decisions) < decisions.size()) {
            throw new AlreadyDecided();
        }
        follow(decisions);
        return decisions.stream().map(Decision::payment).toList();
    }

    /**
     * Decides an attempt, or finds it decided.
     *
     * @return what decided it; empty if the key meanwhile paid another order, and nothing is decided
     */
    @Transactional
    public Optional<Payment> decide(PaymentAttempt attempt) {
        LockedBalances locked = balances.lock(List.of(attempt.userId()));
        Optional<Payment> decided = payments.decided(attempt.orderId(), attempt.number());
        if (decided.isPresent()) {
            return decided;
        }
        Decision decision = decision(attempt, locked);
        if (payments.insert(List.of(decision)) == 0) {
            return winner(attempt);
        }
        take(decision.payment(), locked);
        follow(List.of(decision));
        return Optional.of(decision.payment());
    }

    /** Gives an attempt up, unless it is decided: then that stands and is returned. */
    @Transactional
    public Payment abort(OrderId order, UUID user, int attempt) {
        Optional<Payment> decided = payments.decided(order, attempt);
        if (decided.isPresent()) {
            return decided.get();
        }
        Payment aborted = Payment.aborted(order, user, attempt, now());
        return payments.insert(List.of(new Decision(aborted, null, null))) == 1
                ? aborted
                : payments.decided(order, attempt).orElseThrow();
    }

    private Decision decision(PaymentAttempt attempt, LockedBalances locked) {
        PayOrder command = attempt.command();
        Payment payment = locked.covers(attempt.userId(), attempt.begun().amount())
                ? Payment.completed(command, attempt.begun(), now())
                : Payment.failed(command, attempt.begun(), now());
        return new Decision(payment, command.key(), command.traceparent());
    }

    private Optional<Payment> winner(PaymentAttempt attempt) {
        PayOrder command = attempt.command();
        return payments.decided(attempt.orderId(), attempt.number())
                .or(() -> Optional.ofNullable(command.key())
                        .flatMap(key -> payments.underKey(attempt.userId(), key))
                        .filter(command::isFor));
    }

    private static void take(Payment payment, LockedBalances locked) {
        if (payment.isCompleted()) {
            Money amount = Objects.requireNonNull(payment.amount());
            locked.pay(payment.userId(), amount, payment.id().value(), payment.createdAt());
        }
    }

    /** Shipments and events of what was decided. */
    private void follow(List<Decision> decisions) {
        shipments.prepare(decisions.stream()
                .map(Decision::payment)
                .filter(Payment::isCompleted)
                .map(Payment::shipment)
                .toList());
        decisions.forEach(decision -> outbox.append(event(decision.payment(), decision.traceparent())));
    }

    private static OutgoingEvent<?> event(Payment payment, @Nullable String traceparent) {
        return switch (payment.status()) {
            case COMPLETED -> event(EventTypes.PAYMENT_COMPLETED, payment, payment.completedEvent(), traceparent);
            case FAILED -> event(EventTypes.PAYMENT_FAILED, payment, payment.failedEvent(), traceparent);
            case ABORTED -> throw new IllegalStateException("nobody pays by giving up");
        };
    }

    private static <T> OutgoingEvent<T> event(
            EventType<T> type, Payment payment, T body, @Nullable String traceparent) {
        return new OutgoingEvent<>(
                type,
                Objects.requireNonNull(payment.eventId()),
                payment.orderId().toString(),
                payment.createdAt(),
                body,
                traceparent);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
