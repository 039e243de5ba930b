package io.commercebackbone.payment.shipments.web;

import io.commercebackbone.payment.shipments.ShipmentView;
import java.util.List;

/** The shipments of an order. */
record ShipmentList(List<ShipmentResponse> items) {

    static ShipmentList of(List<ShipmentView> shipments) {
        return new ShipmentList(shipments.stream().map(ShipmentResponse::of).toList());
    }
}
