package io.commercebackbone.payment.payments;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.idempotency.AnswerStore;
import io.commercebackbone.idempotency.KeyedAnswer;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.balances.Balances;
import io.commercebackbone.payment.balances.LockedBalances;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one local commit that decides an attempt to pay: the balance, its ledger, the payment, the shipment, the event
 * and what the client is answered together, or none of them. Whoever inserts the row of an attempt first has decided
 * it; everybody else gets that row and moves nothing.
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
     * Decides attempts in their order, and stores their receipts, all of them with one commit.
     *
     * @param lockTimeout how long to wait for a balance that somebody else holds: one must not hold up all
     * @throws AlreadyDecided if one of them is decided, or its order paid, by somebody else or twice among them: then
     *     nothing is changed, and {@link #decide} finds what holds for each
     * @throws io.commercebackbone.idempotency.KeyTaken if another instance answered one of the keys; then nothing is
     *     changed either
     */
    @Transactional
    public List<Payment> decideTogether(List<PaymentAttempt> attempts, Duration lockTimeout) {
        balances.limitLockWait(lockTimeout);
        LockedBalances locked =
                balances.lock(attempts.stream().map(PaymentAttempt::userId).toList());
        List<Payment> decided = new ArrayList<>();
        for (PaymentAttempt attempt : attempts) {
            Payment payment = decision(attempt, locked);
            take(payment, locked);
            decided.add(payment);
        }
        if (payments.insert(decided) < decided.size()) {
            throw new AlreadyDecided();
        }
        follow(attempts, decided);
        answers.store(answersOf(attempts, decided));
        return decided;
    }

    /**
     * Decides an attempt, or finds it decided, and stores the receipt with that.
     *
     * @return what decided it
     * @throws io.commercebackbone.idempotency.KeyTaken if another instance answered the key; then nothing is decided
     */
    @Transactional
    public Payment decide(PaymentAttempt attempt) {
        LockedBalances locked = balances.lock(List.of(attempt.userId()));
        Payment decided =
                payments.decided(attempt.orderId(), attempt.number()).orElseGet(() -> decided(attempt, locked));
        answers.store(attempt.command().receipt(), PayOrderResult.of(decided));
        return decided;
    }

    /** Gives an attempt up, unless it is decided: then that stands and is returned. */
    @Transactional
    public Payment abort(OrderId order, UUID user, int attempt) {
        Optional<Payment> decided = payments.decided(order, attempt);
        if (decided.isPresent()) {
            return decided.get();
        }
        Payment aborted = Payment.aborted(order, user, attempt, now());
        return payments.insert(List.of(aborted)) == 1
                ? aborted
                : payments.decided(order, attempt).orElseThrow();
    }

    private Payment decided(PaymentAttempt attempt, LockedBalances locked) {
        Payment payment = decision(attempt, locked);
        if (payments.insert(List.of(payment)) == 0) {
            return payments.decided(attempt.orderId(), attempt.number()).orElseThrow();
        }
        take(payment, locked);
        follow(List.of(attempt), List.of(payment));
        return payment;
    }

    private Payment decision(PaymentAttempt attempt, LockedBalances locked) {
        return locked.covers(attempt.userId(), attempt.begun().amount())
                ? Payment.completed(attempt.command(), attempt.begun(), now())
                : Payment.failed(attempt.command(), attempt.begun(), now());
    }

    private static List<KeyedAnswer> answersOf(List<PaymentAttempt> attempts, List<Payment> decided) {
        return IntStream.range(0, attempts.size())
                .mapToObj(i -> attempts.get(i).command().receipt().of(PayOrderResult.of(decided.get(i))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static void take(Payment payment, LockedBalances locked) {
        if (payment.isCompleted()) {
            Money amount = Objects.requireNonNull(payment.amount());
            locked.pay(payment.userId(), amount, payment.id().value(), payment.createdAt());
        }
    }

    /** Shipments and events of what was decided. */
    private void follow(List<PaymentAttempt> attempts, List<Payment> decided) {
        shipments.prepare(decided.stream()
                .filter(Payment::isCompleted)
                .map(Payment::shipment)
                .toList());
        for (int i = 0; i < decided.size(); i++) {
            outbox.append(event(decided.get(i), attempts.get(i).command().traceparent()));
        }
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
