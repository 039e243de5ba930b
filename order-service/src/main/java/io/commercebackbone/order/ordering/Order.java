package io.commercebackbone.order.ordering;

import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.order.Money;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.ProductView;
import io.commercebackbone.order.ordering.PlaceOrderResult.CouponNotUsable;
import io.commercebackbone.order.ordering.PlaceOrderResult.InsufficientStock;
import io.commercebackbone.order.ordering.PlaceOrderResult.ProductNotFound;
import io.commercebackbone.order.ordering.PlaceOrderResult.Refused;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An order: what a user bought at which prices, and where it stands. */
@Entity
@Table(name = "orders")
class Order {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private OrderId id;

    @Column(name = "user_id")
    private UUID userId;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    @ElementCollection
    @CollectionTable(name = "order_lines", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    @AttributeOverride(name = "productId.value", column = @Column(name = "product_id"))
    private List<OrderLine> lines;

    @Column(name = "total_amount")
    private Money totalAmount;

    @Column(name = "discount_amount")
    private Money discountAmount;

    @Column(name = "payment_amount")
    private Money paymentAmount;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    private Order(PlaceOrder command, List<OrderLine> lines, Duration payableFor) {
        this.id = command.id();
        this.userId = command.userId();
        this.status = OrderStatus.PENDING;
        this.lines = lines;
        this.totalAmount = lines.stream().map(OrderLine::amount).reduce(Money.ZERO, Money::plus);
        this.discountAmount = Money.ZERO;
        this.paymentAmount = totalAmount;
        this.createdAt = command.placedAt();
        this.expiresAt = command.placedAt().plus(payableFor);
    }

    /** Why the order cannot be placed, if it cannot: the first reason in the order of its lines. Changes nothing. */
    static Optional<Refused> refusal(PlaceOrder command, LockedProducts products) {
        if (command.couponId() != null) {
            return Optional.of(new CouponNotUsable(command.couponId()));
        }
        return command.lines().stream()
                .flatMap(line -> refusal(line, products).stream())
                .findFirst();
    }

    /**
     * Places an order: takes its units at the price they have now.
     *
     * @param at when the stock changes
     * @throws IllegalStateException if there is a {@link #refusal}
     */
    static Order place(PlaceOrder command, LockedProducts products, Duration payableFor, Instant at) {
        refusal(command, products).ifPresent(refused -> {
            throw new IllegalStateException("order %s is refused: %s".formatted(command.id(), refused));
        });
        List<OrderLine> lines = new ArrayList<>();
        for (PlaceOrder.Line line : command.lines()) {
            ProductView product = products.find(line.productId()).orElseThrow();
            products.take(line.productId(), line.quantity(), command.id().value(), at);
            lines.add(new OrderLine(line.productId(), line.quantity(), product.price()));
        }
        return new Order(command, lines, payableFor);
    }

    OrderView view() {
        return new OrderView(
                id, userId, status, lines, totalAmount, discountAmount, paymentAmount, createdAt, expiresAt);
    }

    OrderCreatedEvent created() {
        List<OrderedItem> items = lines.stream()
                .map(line -> new OrderedItem(line.productId().value(), line.quantity()))
                .toList();
        return OrderCreatedEvent.of(id.value(), userId, items);
    }

    private static Optional<Refused> refusal(PlaceOrder.Line line, LockedProducts products) {
        Optional<ProductView> product = products.find(line.productId());
        if (product.isEmpty()) {
            return Optional.of(new ProductNotFound(line.productId()));
        }
        return product.filter(it -> it.stock() < line.quantity()).map(it -> new InsufficientStock(it, line.quantity()));
    }
}
