package io.commercebackbone.order.ordering;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.ProductView;
import io.commercebackbone.order.coupons.CouponId;
import io.commercebackbone.order.coupons.LockedCoupons;
import io.commercebackbone.order.ordering.PlaceOrderResult.CouponNotUsable;
import io.commercebackbone.order.ordering.PlaceOrderResult.InsufficientStock;
import io.commercebackbone.order.ordering.PlaceOrderResult.ProductNotFound;
import io.commercebackbone.order.ordering.PlaceOrderResult.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides orders over products and coupons that the current transaction has locked: what one order takes is gone for the
 * next.
 */
final class Checkout {

    private final LockedProducts products;
    private final LockedCoupons coupons;
    private final Duration payableFor;
    private final Instant at;

    /** @param at when stock and coupons change */
    Checkout(LockedProducts products, LockedCoupons coupons, Duration payableFor, Instant at) {
        this.products = products;
        this.coupons = coupons;
        this.payableFor = payableFor;
        this.at = at;
    }

    /** Why the order cannot be placed, if it cannot: the first reason in the order of its lines, then its coupon. */
    Optional<Refused> refusal(PlaceOrder command) {
        return command.lines().stream()
                .flatMap(line -> refusal(line).stream())
                .findFirst()
                .or(() -> couponRefusal(command));
    }

    /**
     * Places an order: takes its units at the price they have now, and uses its coupon.
     *
     * @throws IllegalStateException if there is a {@link #refusal}
     */
    Order place(PlaceOrder command) {
        refusal(command).ifPresent(refused -> {
            throw new IllegalStateException("order %s is refused: %s".formatted(command.id(), refused));
        });
        List<OrderLine> lines = new ArrayList<>();
        for (PlaceOrder.Line line : command.lines()) {
            lines.add(priced(line));
            products.take(line.productId(), line.quantity(), command.id().value(), at);
        }
        Money total = OrderLine.total(lines);
        return new Order(command, lines, total, discount(command, total), payableFor);
    }

    private Money discount(PlaceOrder command, Money total) {
        return command.couponId() == null
                ? Money.ZERO
                : coupons.use(command.couponId(), command.id().value(), command.userId(), total, at);
    }

    private Optional<Refused> refusal(PlaceOrder.Line line) {
        Optional<ProductView> product = products.find(line.productId());
        if (product.isEmpty()) {
            return Optional.of(new ProductNotFound(line.productId()));
        }
        return product.filter(it -> it.stock() < line.quantity()).map(it -> new InsufficientStock(it, line.quantity()));
    }

    private Optional<Refused> couponRefusal(PlaceOrder command) {
        CouponId coupon = command.couponId();
        if (coupon == null) {
            return Optional.empty();
        }
        Money total = OrderLine.total(command.lines().stream().map(this::priced).toList());
        return coupons.discount(coupon, command.userId(), total, at).isPresent()
                ? Optional.empty()
                : Optional.of(new CouponNotUsable(coupon));
    }

    private OrderLine priced(PlaceOrder.Line line) {
        ProductView product = products.find(line.productId()).orElseThrow();
        return new OrderLine(line.productId(), line.quantity(), product.price());
    }
}
