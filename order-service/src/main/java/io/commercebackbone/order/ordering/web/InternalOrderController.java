package io.commercebackbone.order.ordering.web;

import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.jdbc.GroupCommit;
import io.commercebackbone.order.ordering.BeginPayment;
import io.commercebackbone.order.ordering.BeginPaymentResult;
import io.commercebackbone.order.ordering.BeginPaymentResult.Begun;
import io.commercebackbone.order.ordering.BeginPaymentResult.InProgress;
import io.commercebackbone.order.ordering.BeginPaymentResult.NotPayable;
import io.commercebackbone.order.ordering.NoSuchOrder;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.OrderPayments;
import io.commercebackbone.order.ordering.OrderStatus;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What payment-service asks and tells; not for clients. */
@RestController
@RequestMapping("/internal")
class InternalOrderController {

    private static final Logger log = LoggerFactory.getLogger(InternalOrderController.class);

    private final GroupCommit<BeginPayment, BeginPaymentResult> begins;
    private final OrderPayments payments;
    private final CurrentTrace trace;

    InternalOrderController(
            GroupCommit<BeginPayment, BeginPaymentResult> begins, OrderPayments payments, CurrentTrace trace) {
        this.begins = begins;
        this.payments = payments;
        this.trace = trace;
    }

    /** Where the order stands after what was told. */
    record Standing(OrderStatus status) {}

    @PostMapping("/orders/{orderId}/payment-attempts")
    @Operation(summary = "Begins an attempt to pay an order")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "order-not-found",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "payment-in-progress",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 is being paid")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "order-not-payable",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 cannot be paid: it is CANCELLED")
    PaymentAttemptResponse begin(@PathVariable UUID orderId, @RequestBody @Valid PaymentAttemptRequest request) {
        BeginPayment wish =
                new BeginPayment(new OrderId(orderId), request.userId(), request.key(), trace.traceparent());
        return switch (begins.run(wish)) {
            case Begun it -> PaymentAttemptResponse.of(it);
            case InProgress it ->
                throw new Problem(
                        HttpStatus.CONFLICT, "payment-in-progress", "Order %s is being paid".formatted(orderId));
            case NotPayable it ->
                throw new Problem(
                        HttpStatus.CONFLICT,
                        "order-not-payable",
                        "Order %s cannot be paid: it is %s"
                                .formatted(
                                        orderId,
                                        it.status() == OrderStatus.PENDING
                                                ? "past its time"
                                                : it.status().name()));
            case BeginPaymentResult.NoSuchOrder it -> throw notFound(orderId);
        };
    }

    @PostMapping("/orders/{orderId}/payment-outcomes")
    @Operation(summary = "Tells how an attempt to pay an order was decided")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "order-not-found",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 does not exist")
    Standing decided(@PathVariable UUID orderId, @RequestBody @Valid PaymentOutcomeRequest request) {
        return standing(orderId, () -> payments.decided(new OrderId(orderId), request.outcome(), trace.traceparent()));
    }

    /** All of them with one commit, or none of them: then which one it is shows when each is told alone. */
    @PostMapping("/completed-payments")
    @Operation(summary = "Tells of payments that were completed together")
    @Refuses(status = HttpStatus.CONFLICT, code = "not-together", detail = "None of them is applied: tell each alone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void completed(@RequestBody @Valid CompletedPaymentsRequest request) {
        try {
            payments.completeAll(request.completed());
        } catch (RuntimeException e) {
            log.info("Not applied together size={}: {}", request.payments().size(), e.toString());
            throw new Problem(HttpStatus.CONFLICT, "not-together", "None of them is applied: tell each alone");
        }
    }

    @PostMapping("/orders/{orderId}/delivered")
    @Operation(summary = "Tells that an order's shipment arrived")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "order-not-found",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 does not exist")
    Standing delivered(@PathVariable UUID orderId, @RequestBody @Valid DeliveredRequest request) {
        return standing(
                orderId, () -> payments.delivered(new OrderId(orderId), request.shipmentId(), trace.traceparent()));
    }

    private static Standing standing(UUID orderId, Supplier<OrderStatus> told) {
        try {
            return new Standing(told.get());
        } catch (NoSuchOrder e) {
            throw notFound(orderId);
        }
    }

    private static Problem notFound(UUID orderId) {
        return new Problem(HttpStatus.NOT_FOUND, "order-not-found", "Order %s does not exist".formatted(orderId));
    }
}
