package io.commercebackbone.payment.payments.web;

import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.http.CurrentUser;
import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.payments.BeginResult.NotBegun;
import io.commercebackbone.payment.payments.PayOrder;
import io.commercebackbone.payment.payments.PayOrderResult;
import io.commercebackbone.payment.payments.PayOrderResult.Completed;
import io.commercebackbone.payment.payments.PayOrderResult.GivenUp;
import io.commercebackbone.payment.payments.PayOrderResult.InsufficientBalance;
import io.commercebackbone.payment.payments.Payment;
import io.commercebackbone.payment.payments.PaymentId;
import io.commercebackbone.payment.payments.Payments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A user's payments. */
@RestController
@RequestMapping("/payments")
class PaymentController {

    private final Payments payments;
    private final CurrentTrace trace;

    PaymentController(Payments payments, CurrentTrace trace) {
        this.payments = payments;
        this.trace = trace;
    }

    /** Asked again under its key, the order's service is told again, so that the order shows what is answered. */
    @PostMapping
    @Operation(summary = "Pays an order from the balance of the caller")
    @ApiResponse(responseCode = "201", description = "The payment; the order shows it")
    @Refuses(
            status = HttpStatus.PAYMENT_REQUIRED,
            code = "insufficient-balance",
            detail = "The balance does not cover order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70, which is cancelled")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "order-not-found",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "order-not-payable",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 cannot be paid: it is CANCELLED")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "payment-in-progress",
            detail = "Order 0197a3c2-5c1e-7d2a-9f3b-2a1c4e5d6f70 is being paid",
            retryAfter = true)
    ResponseEntity<PaymentResponse> pay(CurrentUser user, IdempotentCall call, @RequestBody @Valid PayRequest request) {
        OrderId order = new OrderId(request.orderId());
        String key = call.key().orElseGet(() -> UUID.randomUUID().toString());
        return call.once(
                receipt -> payments.pay(new PayOrder(user.id(), order, key, trace.traceparent(), receipt)),
                PaymentController::answer,
                () -> payments.tellAgain(user.id(), order));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a payment of the caller; somebody else's does not exist")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Payment 0197a3c2-8f40-7e55-9f60-4b5c6d7e8f90 does not exist")
    PaymentResponse get(CurrentUser user, @PathVariable UUID id) {
        return payments.find(user.id(), new PaymentId(id))
                .map(PaymentResponse::of)
                .orElseThrow(() -> Problem.notFound("Payment " + id));
    }

    @GetMapping
    @Operation(summary = "Lists what was decided about paying an order of the caller, latest attempt first")
    PaymentList list(CurrentUser user, @Parameter(description = "Which order's") @RequestParam UUID orderId) {
        return PaymentList.of(payments.ofOrder(user.id(), new OrderId(orderId)));
    }

    private static ResponseEntity<PaymentResponse> answer(PayOrderResult result) {
        return switch (result) {
            case Completed it -> created(it.payment());
            case InsufficientBalance it -> throw PaymentProblem.insufficientBalance(it.payment());
            case GivenUp it -> throw PaymentProblem.givenUp(it.payment());
            case NotBegun it -> throw PaymentProblem.notBegun(it);
        };
    }

    private static ResponseEntity<PaymentResponse> created(Payment payment) {
        return ResponseEntity.created(URI.create("/payments/" + payment.id())).body(PaymentResponse.of(payment));
    }
}
