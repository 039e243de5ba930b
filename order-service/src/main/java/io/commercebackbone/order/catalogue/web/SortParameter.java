package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.catalogue.ProductSort;

/** How {@link ProductSort} is written in a query: lower case, as parameters are. */
enum SortParameter {
    newest(ProductSort.NEWEST),
    name(ProductSort.NAME),
    price(ProductSort.PRICE);

    final ProductSort sort;

    SortParameter(ProductSort sort) {
        this.sort = sort;
    }
}
