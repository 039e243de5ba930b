package io.commercebackbone.payment.payments;

import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.PaymentFailedEvent;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.shipments.NewShipment;
import io.commercebackbone.payment.shipments.ShipmentId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt to pay an order was decided; never changed.
 *
 * @param attempt the fencing number that the service of the orders gave out
 * @param amount what was, or was to be, paid; null if the attempt was given up before that was known
 * @param reason why it failed; null if it did not
 * @param shipmentId of the paid order; null if it was not paid
 */
public record Payment(
        PaymentId id,
        OrderId orderId,
        int attempt,
        UUID userId,
        PaymentStatus status,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable ShipmentId shipmentId,
        Instant createdAt) {

    static final String INSUFFICIENT_BALANCE = "INSUFFICIENT_BALANCE";

    static Payment completed(PayOrder command, BeginResult.Begun begun, Instant at) {
        return decided(command, begun, PaymentStatus.COMPLETED, null, ShipmentId.next(), at);
    }

    static Payment failed(PayOrder command, BeginResult.Begun begun, Instant at) {
        return decided(command, begun, PaymentStatus.FAILED, INSUFFICIENT_BALANCE, null, at);
    }

    static Payment aborted(OrderId order, UUID user, int attempt, Instant at) {
        return new Payment(PaymentId.next(), order, attempt, user, PaymentStatus.ABORTED, null, null, null, at);
    }

    private static Payment decided(
            PayOrder command,
            BeginResult.Begun begun,
            PaymentStatus status,
            @Nullable String reason,
            @Nullable ShipmentId shipment,
            Instant at) {
        return new Payment(
                PaymentId.next(),
                command.orderId(),
                begun.attempt(),
                command.userId(),
                status,
                begun.amount(),
                reason,
                shipment,
                at);
    }

    public boolean isCompleted() {
        return status == PaymentStatus.COMPLETED;
    }

    /** @throws NullPointerException if it was not completed */
    NewShipment shipment() {
        return new NewShipment(Objects.requireNonNull(shipmentId), orderId, userId, createdAt);
    }

    /**
     * The id of the event that tells how it was decided: its own, since there is one event of each, and whoever knows the
     * payment knows the event. Null if it was given up: no event tells that.
     */
    public @Nullable UUID eventId() {
        return status == PaymentStatus.ABORTED ? null : id.value();
    }

    /** @throws NullPointerException if it was not completed */
    PaymentCompletedEvent completedEvent() {
        return new PaymentCompletedEvent(
                orderId.value(),
                userId,
                id.value(),
                Objects.requireNonNull(shipmentId).value(),
                attempt,
                Objects.requireNonNull(amount).amount(),
                Money.CURRENCY);
    }

    /** @throws NullPointerException if it did not fail */
    PaymentFailedEvent failedEvent() {
        return new PaymentFailedEvent(orderId.value(), userId, attempt, Objects.requireNonNull(reason));
    }
}
