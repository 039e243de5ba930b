package io.commercebackbone.payment.shipments;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.idempotency.AnswerStore;
import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.shipments.DeliverShipmentResult.Delivered;
import io.commercebackbone.payment.shipments.DeliverShipmentResult.NotDeliverable;
import io.commercebackbone.payment.shipments.StartShipmentResult.NotStartable;
import io.commercebackbone.payment.shipments.StartShipmentResult.Started;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The shipments of paid orders. Every change is made under the lock of the shipment's row, so that starting, delivering
 * and cancelling one decide among themselves who was first.
 */
@Service
@Transactional
public class Shipments {

    private static final Logger log = LoggerFactory.getLogger(Shipments.class);

    private final ShipmentRepository shipments;
    private final ShipmentTable table;
    private final Outbox outbox;
    private final AnswerStore answers;
    private final Clock clock;

    Shipments(ShipmentRepository shipments, ShipmentTable table, Outbox outbox, AnswerStore answers, Clock clock) {
        this.shipments = shipments;
        this.table = table;
        this.outbox = outbox;
        this.answers = answers;
        this.clock = clock;
    }

    /** Prepares the shipments of orders, one each, in the transaction that pays them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepare(List<NewShipment> prepared) {
        table.insert(prepared.stream()
                .map(it -> new Shipment(it.id(), it.orderId(), it.userId(), it.createdAt()).view())
                .toList());
    }

    /**
     * Cancels the shipment of a paid order, unless it has left, in the transaction that gives its payment back.
     *
     * @throws IllegalStateException if the order has no shipment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public CancelShipmentResult cancel(OrderId order) {
        Shipment shipment = shipments
                .lockOfOrder(order.value())
                .orElseThrow(() -> new IllegalStateException("order %s has no shipment".formatted(order)));
        return switch (shipment.view().status()) {
            case PREPARING -> {
                shipment.cancel();
                yield CancelShipmentResult.CANCELLED;
            }
            case CANCELLED -> CancelShipmentResult.CANCELLED_BEFORE;
            case STARTED, DELIVERED -> CancelShipmentResult.TOO_LATE;
        };
    }

    /**
     * Lets a shipment leave and publishes that it did. Its row is there since the payment was committed, so this event of
     * the order is numbered after the payment's.
     */
    public StartShipmentResult start(ShipmentId id, String trackingNumber, @Nullable String traceparent) {
        return shipments
                .lock(id.value())
                .map(shipment -> shipment.isStartable()
                        ? started(shipment, trackingNumber, traceparent)
                        : new NotStartable(shipment.view()))
                .orElseGet(StartShipmentResult.NoSuchShipment::new);
    }

    private StartShipmentResult started(Shipment shipment, String trackingNumber, @Nullable String traceparent) {
        Instant now = now();
        ShipmentView before = shipment.view();
        outbox.append(OutgoingEvent.of(
                EventTypes.SHIPPING_STARTED,
                before.orderId().value(),
                now,
                shipment.start(trackingNumber, now),
                traceparent));
        log.atInfo()
                .addKeyValue("orderId", before.orderId())
                .log("Shipment started shipment={} order={}", before.id(), before.orderId());
        return new Started(shipment.view());
    }

    /**
     * Notes that a shipment arrived, with the receipt of that; {@link DeliveryConfirmations} tells it to the service of
     * the orders.
     */
    public DeliverShipmentResult deliver(ShipmentId id, Receipt<DeliverShipmentResult> receipt) {
        DeliverShipmentResult result = shipments
                .lock(id.value())
                .map(shipment -> shipment.isDeliverable() ? delivered(shipment) : new NotDeliverable(shipment.view()))
                .orElseGet(DeliverShipmentResult.NoSuchShipment::new);
        answers.store(receipt, result);
        return result;
    }

    private DeliverShipmentResult delivered(Shipment shipment) {
        shipment.deliver(now());
        ShipmentView view = shipment.view();
        log.atInfo()
                .addKeyValue("orderId", view.orderId())
                .log("Shipment delivered shipment={} order={}", view.id(), view.orderId());
        return new Delivered(view);
    }

    /** The shipments of an order, if it is the user's. */
    @Transactional(readOnly = true)
    public List<ShipmentView> ofOrder(UUID user, OrderId order) {
        return shipments.ofOrder(user, order.value()).stream()
                .map(Shipment::view)
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
