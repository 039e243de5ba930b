package io.commercebackbone.order.ordering.web;

import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.http.CurrentUser;
import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.order.ordering.CancelOrderResult;
import io.commercebackbone.order.ordering.CancelOrderResult.BeingPaid;
import io.commercebackbone.order.ordering.CancelOrderResult.Cancelled;
import io.commercebackbone.order.ordering.CancelOrderResult.NoSuchOrder;
import io.commercebackbone.order.ordering.CancelOrderResult.NotCancellable;
import io.commercebackbone.order.ordering.CancelOrderResult.RefundDue;
import io.commercebackbone.order.ordering.CancelOrders;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.OrderStatus;
import io.commercebackbone.order.ordering.OrderView;
import io.commercebackbone.order.ordering.Orders;
import io.commercebackbone.order.ordering.PlaceOrder;
import io.commercebackbone.order.ordering.PlaceOrderResult;
import io.commercebackbone.order.ordering.PlaceOrderResult.Busy;
import io.commercebackbone.order.ordering.PlaceOrderResult.Placed;
import io.commercebackbone.order.ordering.PlaceOrderResult.Refused;
import io.commercebackbone.order.ordering.PlaceOrderResult.Unconfirmed;
import io.commercebackbone.order.ordering.Timeline;
import io.commercebackbone.order.ordering.TimelineEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A user's orders. */
@RestController
@RequestMapping("/orders")
class OrderController {

    private final Orders orders;
    private final CancelOrders cancelOrders;
    private final Timeline timeline;
    private final CurrentTrace trace;
    private final Clock clock;

    OrderController(Orders orders, CancelOrders cancelOrders, Timeline timeline, CurrentTrace trace, Clock clock) {
        this.orders = orders;
        this.cancelOrders = cancelOrders;
        this.timeline = timeline;
        this.trace = trace;
        this.clock = clock;
    }

    @PostMapping
    @Operation(summary = "Places an order")
    @ApiResponse(responseCode = "201", description = "The order, PENDING until it is paid")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "product-not-found",
            detail = "Product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "insufficient-stock",
            detail = "Product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d (Kettle): 3 wanted, 2 available")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "coupon-not-usable",
            detail = "Coupon 0197a3c2-6d20-7c33-9d4e-2f3a4b5c6d7e cannot be used")
    @Refuses(
            status = HttpStatus.SERVICE_UNAVAILABLE,
            code = "order-intake-busy",
            detail = "More orders are waiting than can be placed in time; this one was not placed",
            retryAfter = true)
    @Refuses(
            status = HttpStatus.SERVICE_UNAVAILABLE,
            code = "order-unconfirmed",
            detail =
                    "It is not known whether the order was placed; look at /orders/0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 before trying again")
    ResponseEntity<OrderResponse> place(
            CurrentUser user, IdempotentCall call, @RequestBody @Valid PlaceOrderRequest request) {
        return call.once(receipt -> orders.place(command(user, request, receipt)), OrderController::answer);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancels an order; one that is paid is refunded, unless its shipment has left")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "order-being-paid",
            detail =
                    "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 is being paid; it can be cancelled when that has ended",
            retryAfter = true)
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "order-not-cancellable",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 cannot be cancelled: its shipment has left")
    @Refuses(
            status = HttpStatus.SERVICE_UNAVAILABLE,
            code = "order-refund-due",
            detail =
                    "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 will be cancelled as soon as its payment can be given back, unless its shipment leaves before",
            retryAfter = true)
    OrderResponse cancel(CurrentUser user, IdempotentCall call, @PathVariable UUID id) {
        return call.once(
                receipt -> cancelOrders.cancel(user.id(), new OrderId(id), trace.traceparent(), receipt),
                (CancelOrderResult result) -> cancelled(id, result));
    }

    @GetMapping("/{id}/timeline")
    @Operation(summary = "Tells all that happened to an order, first things first")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 does not exist")
    TimelineResponse timeline(CurrentUser user, @PathVariable UUID id) {
        OrderId order = new OrderId(id);
        List<TimelineEntry> entries = timeline.of(user.id(), order);
        if (entries.isEmpty()) {
            throw Problem.notFound("Order " + id);
        }
        return TimelineResponse.of(order, entries);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows an order of the caller; somebody else's does not exist")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 does not exist")
    OrderResponse get(CurrentUser user, @PathVariable UUID id) {
        return orders.find(user.id(), new OrderId(id))
                .map(OrderResponse::of)
                .orElseThrow(() -> Problem.notFound("Order " + id));
    }

    @GetMapping
    @Operation(summary = "Lists the caller's orders, latest first")
    OrderPage list(
            CurrentUser user,
            @Parameter(description = "Only orders that are so") @RequestParam(required = false) @Nullable
                    OrderStatus status,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return OrderPage.of(orders.list(user.id(), status, after == null ? null : new OrderId(after), limit));
    }

    /** The time is taken here, before the order waits for anything: what the user does later is later than the order. */
    private PlaceOrder command(CurrentUser user, PlaceOrderRequest request, Receipt<PlaceOrderResult> receipt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new PlaceOrder(
                OrderId.next(), user.id(), request.lines(), request.coupon(), now, trace.traceparent(), receipt);
    }

    private static ResponseEntity<OrderResponse> answer(PlaceOrderResult result) {
        return switch (result) {
            case Placed it -> created(it.order());
            case Refused it -> throw PlacementProblem.of(it);
            case Busy it -> throw PlacementProblem.busy();
            case Unconfirmed it -> throw PlacementProblem.unconfirmed(it.id());
        };
    }

    private static OrderResponse cancelled(UUID id, CancelOrderResult result) {
        return switch (result) {
            case Cancelled it -> OrderResponse.of(it.order());
            case BeingPaid it -> throw CancelProblem.beingPaid(id);
            case NotCancellable it -> throw CancelProblem.notCancellable(id, it.status());
            case RefundDue it -> throw CancelProblem.refundDue(id);
            case NoSuchOrder it -> throw Problem.notFound("Order " + id);
        };
    }

    private static ResponseEntity<OrderResponse> created(OrderView order) {
        return ResponseEntity.created(URI.create("/orders/" + order.id())).body(OrderResponse.of(order));
    }
}
