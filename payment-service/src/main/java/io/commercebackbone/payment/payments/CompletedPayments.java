package io.commercebackbone.payment.payments;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.messaging.outbox.ExpectedEvents;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.balances.Balances;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every completed payment must have been published; an order has one at most. */
@Component
class CompletedPayments implements ExpectedEvents<PaymentCompletedEvent> {

    private static final UUID FIRST = new UUID(0, 0);

    private final PaymentTable payments;
    private final Balances balances;

    CompletedPayments(PaymentTable payments, Balances balances) {
        this.payments = payments;
        this.balances = balances;
    }

    @Override
    public EventType<PaymentCompletedEvent> type() {
        return EventTypes.PAYMENT_COMPLETED;
    }

    @Override
    public List<UUID> keys(Instant from, Instant to, @Nullable UUID after, int limit) {
        return payments.completedIn(from, to, after == null ? FIRST : after, limit);
    }

    /** Under the lock that all payments of the order have waited for. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<OutgoingEvent<PaymentCompletedEvent>> event(UUID key) {
        Optional<Payment> completed = payments.completed(new OrderId(key));
        completed.ifPresent(payment -> balances.lock(payment.userId()));
        return completed.map(
                payment -> OutgoingEvent.of(type(), key, payment.createdAt(), payment.completedEvent(), null));
    }
}
