package io.commercebackbone.payment.shipments.web;

import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.payment.shipments.DeliverShipmentResult;
import io.commercebackbone.payment.shipments.DeliveryConfirmations;
import io.commercebackbone.payment.shipments.ShipmentId;
import io.commercebackbone.payment.shipments.ShipmentView;
import io.commercebackbone.payment.shipments.Shipments;
import io.commercebackbone.payment.shipments.StartShipmentResult;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the warehouse says. */
@RestController
@RequestMapping("/admin/shipments/{id}")
class ShipmentAdminController {

    private final Shipments shipments;
    private final DeliveryConfirmations confirmations;
    private final CurrentTrace trace;

    ShipmentAdminController(Shipments shipments, DeliveryConfirmations confirmations, CurrentTrace trace) {
        this.shipments = shipments;
        this.confirmations = confirmations;
        this.trace = trace;
    }

    @PostMapping("/start")
    @Operation(summary = "Tells that a shipment has left")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Shipment 0197a3c2-8f41-7f66-8071-5c6d7e8f90a1 does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "shipment-not-startable",
            detail = "Shipment 0197a3c2-8f41-7f66-8071-5c6d7e8f90a1 is CANCELLED")
    ShipmentResponse start(
            IdempotentCall call, @PathVariable UUID id, @RequestBody @Valid StartShipmentRequest request) {
        return call.once(() -> started(id, request.trackingNumber()));
    }

    /** The order's service is told when it is committed, and not again with an answer that is given again. */
    @PostMapping("/deliver")
    @Operation(summary = "Tells that a shipment has arrived")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Shipment 0197a3c2-8f41-7f66-8071-5c6d7e8f90a1 does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "shipment-not-deliverable",
            detail = "Shipment 0197a3c2-8f41-7f66-8071-5c6d7e8f90a1 is PREPARING")
    ShipmentResponse deliver(IdempotentCall call, @PathVariable UUID id) {
        return call.once(
                receipt -> confirmed(shipments.deliver(new ShipmentId(id), receipt)),
                (DeliverShipmentResult result) -> answer(id, result));
    }

    private ShipmentResponse started(UUID id, String trackingNumber) {
        return switch (shipments.start(new ShipmentId(id), trackingNumber, trace.traceparent())) {
            case StartShipmentResult.Started it -> ShipmentResponse.of(it.shipment());
            case StartShipmentResult.NotStartable it -> throw conflict("shipment-not-startable", it.shipment());
            case StartShipmentResult.NoSuchShipment it -> throw Problem.notFound("Shipment " + id);
        };
    }

    private DeliverShipmentResult confirmed(DeliverShipmentResult result) {
        if (result instanceof DeliverShipmentResult.Delivered delivered) {
            confirmations.confirm(delivered.shipment());
        }
        return result;
    }

    private static ShipmentResponse answer(UUID id, DeliverShipmentResult result) {
        return switch (result) {
            case DeliverShipmentResult.Delivered it -> ShipmentResponse.of(it.shipment());
            case DeliverShipmentResult.NotDeliverable it -> throw conflict("shipment-not-deliverable", it.shipment());
            case DeliverShipmentResult.NoSuchShipment it -> throw Problem.notFound("Shipment " + id);
        };
    }

    private static Problem conflict(String code, ShipmentView shipment) {
        return new Problem(HttpStatus.CONFLICT, code, "Shipment %s is %s".formatted(shipment.id(), shipment.status()));
    }
}
