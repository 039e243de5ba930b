package io.commercebackbone.order.ordering.web;

import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.http.Problem;
import io.commercebackbone.order.ordering.BeginPayment;
import io.commercebackbone.order.ordering.BeginPaymentResult;
import io.commercebackbone.order.ordering.BeginPaymentResult.Begun;
import io.commercebackbone.order.ordering.BeginPaymentResult.InProgress;
import io.commercebackbone.order.ordering.BeginPaymentResult.NotPayable;
import io.commercebackbone.order.ordering.NoSuchOrder;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.OrderPayments;
import io.commercebackbone.order.ordering.OrderStatus;
import io.commercebackbone.order.ordering.PaymentSteps;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What payment-service asks and tells; not for clients. */
@Hidden
@RestController
@RequestMapping("/internal/orders/{orderId}")
class InternalOrderController {

    private final PaymentSteps steps;
    private final OrderPayments payments;
    private final CurrentTrace trace;

    InternalOrderController(PaymentSteps steps, OrderPayments payments, CurrentTrace trace) {
        this.steps = steps;
        this.payments = payments;
        this.trace = trace;
    }

    /** Where the order stands after what was told. */
    record Standing(OrderStatus status) {}

    @PostMapping("/payment-attempts")
    PaymentAttemptResponse begin(@PathVariable UUID orderId, @RequestBody @Valid PaymentAttemptRequest request) {
        BeginPayment wish =
                new BeginPayment(new OrderId(orderId), request.userId(), request.key(), trace.traceparent());
        return switch (steps.begin(wish)) {
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

    @PostMapping("/payment-outcomes")
    Standing decided(@PathVariable UUID orderId, @RequestBody @Valid PaymentOutcomeRequest request) {
        return standing(orderId, () -> steps.decided(new OrderId(orderId), request.outcome(), trace.traceparent()));
    }

    @PostMapping("/delivered")
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
