package io.commercebackbone.order.ordering;

import io.commercebackbone.events.OrderCancelledEvent;
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
import jakarta.persistence.Embedded;
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
import org.jspecify.annotations.Nullable;

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

    @Enumerated(EnumType.STRING)
    @Column(name = "cancel_reason")
    private @Nullable CancelReason cancelReason;

    @Embedded
    private OrderPayment payment = new OrderPayment();

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

    UUID userId() {
        return userId;
    }

    boolean isOf(UUID user) {
        return userId.equals(user);
    }

    /** Begins to pay it, or finds that this was begun under the same key. */
    BeginPaymentResult beginPayment(String key, Instant now, Duration lease) {
        if (status == OrderStatus.PENDING && now.isBefore(expiresAt)) {
            status = OrderStatus.PAYING;
            payment.begin(key, now.plus(lease));
            return payment.begun(id, paymentAmount);
        }
        if (status == OrderStatus.PAYING) {
            return payment.isUnder(key) ? payment.begun(id, paymentAmount) : new BeginPaymentResult.InProgress();
        }
        return new BeginPaymentResult.NotPayable(status);
    }

    /** How many payments were begun: the fencing number of the latest. */
    int attempt() {
        return payment.attempt();
    }

    boolean isPaying() {
        return status == OrderStatus.PAYING;
    }

    /** Whether this attempt is under way, and not one before it. */
    boolean isPaying(int attempt) {
        return isPaying() && payment.attempt() == attempt;
    }

    /** What came of a payment that took money. */
    enum Completion {
        /** The order is paid by it. */
        PAID,
        /** The order was cancelled: the money has to be given back. */
        REFUND_DUE,
        /** It was known before. */
        KNOWN
    }

    /**
     * Takes note of the money that was taken for it. Whatever attempt that was: only one can ever take any.
     *
     * @param now when it becomes due to be given back, if it does
     */
    Completion complete(PaymentOutcome.Completed completed, Instant now) {
        boolean known = payment.isPaidBy(completed.paymentId());
        payment.complete(completed);
        return switch (status) {
            case PENDING, PAYING -> {
                status = OrderStatus.PAID;
                yield Completion.PAID;
            }
            case PAID, SHIPPING, DELIVERED -> Completion.KNOWN;
            case CANCELLED -> {
                if (known) {
                    yield Completion.KNOWN;
                }
                payment.owe(now);
                yield Completion.REFUND_DUE;
            }
        };
    }

    /** The money that was due is given back. */
    void refunded() {
        payment.settle();
    }

    /**
     * The payment under way was given up before it took anything: it may be paid again.
     *
     * @throws IllegalStateException if none is under way
     */
    void abortPayment() {
        require(status == OrderStatus.PAYING, "is not being paid");
        status = OrderStatus.PENDING;
        payment.end();
    }

    /** Whether its time to be paid has passed and nobody is paying it. */
    boolean hasExpired(Instant now) {
        return status == OrderStatus.PENDING && !now.isBefore(expiresAt);
    }

    /**
     * Cancels it; its stock is the caller's to give back.
     *
     * @throws IllegalStateException if it is paid or cancelled already
     */
    void cancel(CancelReason reason) {
        require(status == OrderStatus.PENDING || status == OrderStatus.PAYING, "cannot be cancelled");
        status = OrderStatus.CANCELLED;
        cancelReason = reason;
        payment.end();
    }

    boolean isCancelled() {
        return status == OrderStatus.CANCELLED;
    }

    /** Its shipment left, so it was paid, whether or not we have heard of that yet. A cancelled order stays so. */
    void ship(UUID shipment) {
        switch (status) {
            case PENDING, PAYING, PAID -> {
                status = OrderStatus.SHIPPING;
                payment.ship(shipment);
            }
            case SHIPPING, DELIVERED, CANCELLED -> {}
        }
    }

    /** Its shipment arrived, so it had left. A cancelled order stays so. */
    void deliver(UUID shipment) {
        ship(shipment);
        if (status == OrderStatus.SHIPPING) {
            status = OrderStatus.DELIVERED;
        }
    }

    OrderView view() {
        return new OrderView(
                id,
                userId,
                status,
                lines,
                totalAmount,
                discountAmount,
                paymentAmount,
                createdAt,
                expiresAt,
                cancelReason);
    }

    OrderCreatedEvent created() {
        return OrderCreatedEvent.of(id.value(), userId, items());
    }

    /** @throws IllegalStateException if it is not cancelled */
    OrderCancelledEvent cancelled() {
        if (cancelReason == null) {
            throw new IllegalStateException("order %s is not cancelled".formatted(id));
        }
        return new OrderCancelledEvent(id.value(), userId, cancelReason.name(), createdAt, items());
    }

    private List<OrderedItem> items() {
        return lines.stream()
                .map(line -> new OrderedItem(line.productId().value(), line.quantity()))
                .toList();
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException("order %s %s: it is %s".formatted(id, otherwise, status));
        }
    }

    private static Optional<Refused> refusal(PlaceOrder.Line line, LockedProducts products) {
        Optional<ProductView> product = products.find(line.productId());
        if (product.isEmpty()) {
            return Optional.of(new ProductNotFound(line.productId()));
        }
        return product.filter(it -> it.stock() < line.quantity()).map(it -> new InsufficientStock(it, line.quantity()));
    }
}
