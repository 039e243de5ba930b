package io.commercebackbone.order.ordering;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.catalogue.ProductId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;

/**
 * What was ordered of one product.
 *
 * @param unitPrice the product's price when the order was placed
 */
@Embeddable
public record OrderLine(
        ProductId productId,
        int quantity,
        @Column(name = "unit_price") Money unitPrice) {

    static Money total(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::amount).reduce(Money.ZERO, Money::plus);
    }

    Money amount() {
        return unitPrice.times(quantity);
    }
}
