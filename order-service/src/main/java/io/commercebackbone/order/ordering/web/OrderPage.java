package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.ordering.OrderView;
import io.commercebackbone.paging.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of the caller's orders, latest first.
 *
 * @param next to be given as {@code after} for what follows; null when nothing does
 */
record OrderPage(List<OrderResponse> items, @Nullable UUID next) {

    static OrderPage of(Page<OrderView> page) {
        return new OrderPage(
                page.map(OrderResponse::of).items(),
                page.next(order -> order.id().value()).orElse(null));
    }
}
