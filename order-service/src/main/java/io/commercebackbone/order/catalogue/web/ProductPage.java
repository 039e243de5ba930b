package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.catalogue.Catalogue;
import io.commercebackbone.order.catalogue.ProductView;
import io.commercebackbone.paging.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some products.
 *
 * @param next to be given as {@code after} for what follows; null when nothing does
 */
record ProductPage(List<ProductResponse> items, @Nullable UUID next) {

    static ProductPage of(Page<ProductView> page, Catalogue catalogue) {
        return new ProductPage(
                page.map(product -> ProductResponse.of(product, catalogue.availability(product)))
                        .items(),
                page.next(product -> product.id().value()).orElse(null));
    }
}
