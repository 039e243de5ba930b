package io.commercebackbone.order.ordering.web;

import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.http.CurrentUser;
import io.commercebackbone.http.Problem;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.idempotency.Receipt;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final CurrentTrace trace;
    private final Clock clock;

    OrderController(Orders orders, CurrentTrace trace, Clock clock) {
        this.orders = orders;
        this.trace = trace;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<OrderResponse> place(
            CurrentUser user, IdempotentCall call, @RequestBody @Valid PlaceOrderRequest request) {
        return call.once(receipt -> orders.place(command(user, request, receipt)), OrderController::answer);
    }

    @GetMapping("/{id}")
    OrderResponse get(CurrentUser user, @PathVariable UUID id) {
        return orders.find(user.id(), new OrderId(id))
                .map(OrderResponse::of)
                .orElseThrow(() -> Problem.notFound("Order " + id));
    }

    @GetMapping
    OrderPage list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return OrderPage.of(orders.list(user.id(), status, after == null ? null : new OrderId(after), limit));
    }

    /** The time is taken here, before the order waits for anything: what the user does later is later than the order. */
    private PlaceOrder command(CurrentUser user, PlaceOrderRequest request, Receipt<PlaceOrderResult> receipt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new PlaceOrder(
                OrderId.next(), user.id(), request.lines(), request.couponId(), now, trace.traceparent(), receipt);
    }

    private static ResponseEntity<OrderResponse> answer(PlaceOrderResult result) {
        return switch (result) {
            case Placed it -> created(it.order());
            case Refused it -> throw PlacementProblem.of(it);
            case Busy it -> throw PlacementProblem.busy();
            case Unconfirmed it -> throw PlacementProblem.unconfirmed(it.id());
        };
    }

    private static ResponseEntity<OrderResponse> created(OrderView order) {
        return ResponseEntity.created(URI.create("/orders/" + order.id())).body(OrderResponse.of(order));
    }
}
