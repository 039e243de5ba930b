package io.commercebackbone.order.ordering;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.catalogue.ProductId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

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

    Money amount() {
        return unitPrice.times(quantity);
    }
}
