package io.commercebackbone.payment.shipments.web;

import io.commercebackbone.http.CurrentUser;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.shipments.Shipments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller's orders are. */
@RestController
@RequestMapping("/shipments")
class ShipmentController {

    private final Shipments shipments;

    ShipmentController(Shipments shipments) {
        this.shipments = shipments;
    }

    @GetMapping
    @Operation(summary = "Lists the shipments of an order of the caller")
    ShipmentList list(CurrentUser user, @Parameter(description = "Which order's") @RequestParam UUID orderId) {
        return ShipmentList.of(shipments.ofOrder(user.id(), new OrderId(orderId)));
    }
}
