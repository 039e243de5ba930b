package io.commercebackbone.order.ordering;

import static io.commercebackbone.order.catalogue.CatalogueFixtures.NOW;
import static io.commercebackbone.order.catalogue.CatalogueFixtures.locked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.order.Money;
import io.commercebackbone.order.catalogue.CatalogueFixtures;
import io.commercebackbone.order.catalogue.CatalogueFixtures.Shelf;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.coupons.CouponFixtures;
import io.commercebackbone.order.coupons.CouponId;
import io.commercebackbone.order.coupons.LockedCoupons;
import io.commercebackbone.order.ordering.PlaceOrder.Line;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderTests {

    private static final Duration PAYABLE_FOR = Duration.ofMinutes(15);

    private final UUID user = UUID.randomUUID();
    private final ProductId pen = CatalogueFixtures.anId();
    private final ProductId ink = CatalogueFixtures.anId();
    private final Shelf shelf = locked(pen, 1_500, 10).with(ink, 300, 2);
    private final LockedProducts products = shelf.lock();
    private final CouponId coupon = CouponId.next();
    private final LockedCoupons coupons = CouponFixtures.locked(coupon, user, won(1_000), NOW);
    private final Checkout checkout = new Checkout(products, coupons, PAYABLE_FOR, NOW);

    @Test
    void isPlacedAtThePricesOfThatMomentAndCanBePaidForAWhile() {
        OrderView order = place(new Line(pen, 2), new Line(ink, 1)).view();

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.userId()).isEqualTo(user);
        assertThat(order.lines()).containsExactly(new OrderLine(pen, 2, won(1_500)), new OrderLine(ink, 1, won(300)));
        assertThat(order.totalAmount()).isEqualTo(won(3_300));
        assertThat(order.discountAmount()).isEqualTo(Money.ZERO);
        assertThat(order.paymentAmount()).isEqualTo(won(3_300));
        assertThat(order.createdAt()).isEqualTo(NOW);
        assertThat(order.expiresAt()).isEqualTo(NOW.plus(PAYABLE_FOR));
    }

    @Test
    void takesItsUnitsAndLeavesALedgerEntryForEachProduct() {
        Order order = place(new Line(pen, 2), new Line(ink, 1));

        assertThat(stockOf(pen)).isEqualTo(8);
        assertThat(stockOf(ink)).isEqualTo(1);
        assertThat(shelf.ledger())
                .allMatch(entry -> order.view().id().value().equals(entry.reference()))
                .extracting(entry -> entry.delta())
                .containsExactly(-2, -1);
    }

    @Test
    void saysWhatWasOrderedAndNothingOfPrices() {
        Order order = place(new Line(ink, 2), new Line(pen, 1));

        assertThat(order.created().userId()).isEqualTo(user);
        assertThat(order.created().productIds()).containsExactly(ink.value(), pen.value());
        assertThat(order.created().items())
                .containsExactly(new OrderedItem(ink.value(), 2), new OrderedItem(pen.value(), 1));
    }

    @Test
    void isRefusedWhenOneProductIsUnknown() {
        ProductId unknown = CatalogueFixtures.anId();
        PlaceOrder command = command(null, new Line(pen, 1), new Line(unknown, 1));

        assertThat(checkout.refusal(command)).contains(new PlaceOrderResult.ProductNotFound(unknown));
    }

    @Test
    void isRefusedWhenOneProductIsShort() {
        PlaceOrder command = command(null, new Line(pen, 1), new Line(ink, 3));

        assertThat(checkout.refusal(command))
                .contains(new PlaceOrderResult.InsufficientStock(
                        products.find(ink).orElseThrow(), 3));
    }

    @Test
    void isRefusedWhenACouponIsGivenThatNobodyIssued() {
        CouponId unknown = CouponId.next();

        assertThat(checkout.refusal(command(unknown, new Line(pen, 1))))
                .contains(new PlaceOrderResult.CouponNotUsable(unknown));
    }

    @Test
    void isCheaperByItsCouponAndNeverBelowNothing() {
        Order order = checkout.place(command(coupon, new Line(ink, 2)));

        assertThat(order.view().totalAmount()).isEqualTo(won(600));
        assertThat(order.view().discountAmount()).isEqualTo(won(600));
        assertThat(order.view().paymentAmount()).isEqualTo(Money.ZERO);
        assertThat(order.view().couponId()).isEqualTo(coupon);
    }

    @Test
    void aCouponThatAnEarlierOrderUsedIsGoneForTheNext() {
        checkout.place(command(coupon, new Line(pen, 1)));

        assertThat(checkout.refusal(command(coupon, new Line(pen, 1))))
                .contains(new PlaceOrderResult.CouponNotUsable(coupon));
    }

    @Test
    void isCancelledAsRefundedOnlyAfterItWasPaid() {
        Order order = place(new Line(pen, 1));
        assertThatIllegalStateException().isThrownBy(() -> order.cancel(CancelReason.REFUNDED));
        order.complete(new PaymentOutcome.Completed(1, UUID.randomUUID(), UUID.randomUUID(), null), NOW);

        assertThatIllegalStateException().isThrownBy(() -> order.cancel(CancelReason.USER_REQUEST));
        assertThat(order.requestCancel(NOW)).isTrue();
        assertThat(order.requestCancel(NOW)).isFalse();
        order.refunded();
        order.cancel(CancelReason.REFUNDED);

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.isRefundDue()).isFalse();
    }

    @Test
    void aShipmentThatLeavesEndsTheWishToCancel() {
        Order order = place(new Line(pen, 1));
        order.complete(new PaymentOutcome.Completed(1, UUID.randomUUID(), UUID.randomUUID(), null), NOW);
        order.requestCancel(NOW);

        assertThat(order.ship(UUID.randomUUID())).isTrue();

        assertThat(order.isRefundDue()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> order.requestCancel(NOW));
        assertThat(order.deliver(UUID.randomUUID())).isTrue();
        assertThat(order.deliver(UUID.randomUUID())).isFalse();
    }

    @Test
    void aRefusedOrderLeavesNoTrace() {
        PlaceOrder refused = command(null, new Line(pen, 1), new Line(ink, 3));

        assertThatIllegalStateException().isThrownBy(() -> checkout.place(refused));

        assertThat(stockOf(pen)).isEqualTo(10);
        assertThat(stockOf(ink)).isEqualTo(2);
        assertThat(shelf.ledger()).isEmpty();
    }

    @Test
    void whatAnEarlierOrderTookIsGoneForTheNext() {
        place(new Line(ink, 2));

        assertThat(checkout.refusal(command(null, new Line(ink, 1))))
                .containsInstanceOf(PlaceOrderResult.InsufficientStock.class);
    }

    @Test
    void needsAnItemAndEachProductOnce() {
        assertThatIllegalArgumentException().isThrownBy(this::command).withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command(null, new Line(pen, 1), new Line(pen, 2)))
                .withMessageContaining("more than once");
    }

    @Test
    void orderableQuantitiesAreOneToNineHundredNinetyNine() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Line(pen, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Line(pen, 1_000));
        assertThat(new Line(pen, 999).quantity()).isEqualTo(999);
    }

    private Order place(Line... lines) {
        return checkout.place(command(null, lines));
    }

    private void command() {
        command(null);
    }

    private PlaceOrder command(@Nullable CouponId coupon, Line... lines) {
        return new PlaceOrder(OrderId.next(), user, List.of(lines), coupon, NOW, null);
    }

    private int stockOf(ProductId id) {
        return products.find(id).orElseThrow().stock();
    }

    private static Money won(int amount) {
        return new Money(BigDecimal.valueOf(amount));
    }
}
