package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.order.catalogue.Availability;

/** How {@link Availability} is written in a query: lower case, as parameters are. */
enum StockParameter {
    in_stock(Availability.IN_STOCK),
    low(Availability.LOW),
    sold_out(Availability.SOLD_OUT);

    final Availability availability;

    StockParameter(Availability availability) {
        this.availability = availability;
    }
}
