package io.commercebackbone.payment.shipments;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Sees to it that the service of the orders learns of every delivery, for which there is no event: at once if it
 * answers, else again and again until it does. Several instances may tell the same one; that is harmless. Never in a
 * transaction.
 */
@Service
public class DeliveryConfirmations {

    private final DeliveryTable deliveries;
    private final DeliveryNotice notice;
    private final ShipmentProperties properties;
    private final Clock clock;

    DeliveryConfirmations(DeliveryTable deliveries, DeliveryNotice notice, ShipmentProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.notice = notice;
        this.properties = properties;
        this.clock = clock;
    }

    /** Tells one delivery that is committed. Never fails because the other side does. */
    public void confirm(ShipmentView delivered) {
        if (notice.delivered(delivered)) {
            deliveries.confirmed(delivered.id(), clock.instant());
        } else {
            deliveries.triedInVain(delivered.id(), clock.instant());
        }
    }

    /** Tells some of what could not be told before; to be called every now and then. */
    public void confirmOutstanding() {
        List<ShipmentView> outstanding = deliveries.unconfirmed(properties.confirmBatch());
        outstanding.forEach(this::confirm);
    }

    /** How many deliveries the service of the orders is not known to know. */
    public long outstanding() {
        return deliveries.unconfirmed();
    }
}
