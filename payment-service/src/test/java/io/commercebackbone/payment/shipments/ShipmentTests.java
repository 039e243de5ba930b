package io.commercebackbone.payment.shipments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.commercebackbone.events.ShippingStartedEvent;
import io.commercebackbone.payment.OrderId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShipmentTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final ShipmentId id = ShipmentId.next();
    private final OrderId order = new OrderId(UUID.randomUUID());
    private final UUID user = UUID.randomUUID();
    private final Shipment shipment = new Shipment(id, order, user, NOW);

    @Test
    void leavesWithATrackingNumberAndSaysSo() {
        ShippingStartedEvent event = shipment.start("KR-1", NOW.plusSeconds(1));

        assertThat(event).isEqualTo(new ShippingStartedEvent(order.value(), user, id.value(), "KR-1"));
        assertThat(shipment.view())
                .isEqualTo(new ShipmentView(
                        id, order, user, ShipmentStatus.STARTED, "KR-1", NOW, NOW.plusSeconds(1), null));
    }

    @Test
    void arrivesOnlyAfterItLeft() {
        assertThatIllegalStateException().isThrownBy(() -> shipment.deliver(NOW));
        shipment.start("KR-1", NOW);
        shipment.deliver(NOW);

        assertThat(shipment.view().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThatIllegalStateException().isThrownBy(() -> shipment.deliver(NOW));
    }

    @Test
    void leavesOnce() {
        shipment.start("KR-1", NOW);

        assertThatIllegalStateException().isThrownBy(() -> shipment.start("KR-2", NOW));
        assertThat(shipment.view().trackingNumber()).isEqualTo("KR-1");
    }

    @Test
    void whatHasLeftCannotBeCancelled() {
        shipment.start("KR-1", NOW);

        assertThatIllegalStateException().isThrownBy(shipment::cancel);
    }

    @Test
    void whatIsCancelledNeverLeaves() {
        shipment.cancel();

        assertThat(shipment.isStartable()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> shipment.start("KR-1", NOW));
        assertThatIllegalStateException().isThrownBy(shipment::cancel);
    }
}
