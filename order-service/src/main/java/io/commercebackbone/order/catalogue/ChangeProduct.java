package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a product is called or what it costs. Orders that were placed keep the price they were placed at.
 *
 * @param name null leaves the name
 * @param price null leaves the price
 */
public record ChangeProduct(@Nullable String name, @Nullable Money price) {

    public ChangeProduct {
        if (name == null && price == null) {
            throw new IllegalArgumentException("name or price must be given");
        }
    }
}
