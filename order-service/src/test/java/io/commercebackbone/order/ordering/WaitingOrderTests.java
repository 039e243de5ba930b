package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.commercebackbone.order.catalogue.CatalogueFixtures;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingOrderTests {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final PlaceOrder command = new PlaceOrder(
            OrderId.next(),
            UUID.randomUUID(),
            List.of(new PlaceOrder.Line(CatalogueFixtures.anId(), 1)),
            null,
            CatalogueFixtures.NOW,
            null);
    private final WaitingOrder waiting = new WaitingOrder(command);

    @Test
    void getsTheAnswerOfTheWriter() {
        PlaceOrderResult refused = new PlaceOrderResult.CouponNotUsable(UUID.randomUUID());
        assertThat(waiting.take()).isTrue();

        waiting.answer(refused);

        assertThat(waiting.await(AT_ONCE)).isEqualTo(refused);
    }

    @Test
    void thatWasGivenUpBeforeTheWriterTookItIsNeverPlaced() {
        assertThat(waiting.await(AT_ONCE)).isInstanceOf(PlaceOrderResult.Busy.class);
        assertThat(waiting.take()).isFalse();
    }

    @Test
    void thatWasGivenUpAfterTheWriterTookItIsUnconfirmed() {
        assertThat(waiting.take()).isTrue();

        assertThat(waiting.await(AT_ONCE)).isEqualTo(new PlaceOrderResult.Unconfirmed(command.id()));
    }

    @Test
    void thatFailedForAnUnknownReasonThrowsItsCause() {
        RuntimeException cause = new RuntimeException("bug");
        waiting.fail(cause);

        assertThatIllegalStateException()
                .isThrownBy(() -> waiting.await(AT_ONCE))
                .withCause(cause);
    }
}
