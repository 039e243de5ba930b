package io.commercebackbone.payment.payments.web;

import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.payments.Payments;
import io.commercebackbone.payment.payments.Refunds;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the service of the orders asks for. Both calls may be repeated: the first decides, all get the same answer. */
@RestController
@RequestMapping("/internal")
class InternalPaymentController {

    private final Payments payments;
    private final Refunds refunds;

    InternalPaymentController(Payments payments, Refunds refunds) {
        this.payments = payments;
        this.refunds = refunds;
    }

    @PostMapping("/payment-attempts/abort")
    @Operation(summary = "Gives up an attempt to pay an order unless it is decided")
    AttemptResponse abort(@RequestBody @Valid AbortRequest request) {
        return AttemptResponse.of(payments.abort(new OrderId(request.orderId()), request.userId(), request.attempt()));
    }

    @PostMapping("/refunds")
    @Operation(summary = "Gives the payment of an order back unless its shipment has left")
    RefundResponse refund(@RequestBody @Valid RefundRequest request) {
        return RefundResponse.of(request.orderId(), refunds.refund(new OrderId(request.orderId()), request.reason()));
    }
}
