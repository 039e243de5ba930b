package io.commercebackbone.payment.payments.web;

import io.commercebackbone.payment.payments.Payment;
import java.util.List;

/** What was decided about an order, latest attempt first. */
record PaymentList(List<PaymentResponse> items) {

    static PaymentList of(List<Payment> payments) {
        return new PaymentList(payments.stream().map(PaymentResponse::of).toList());
    }
}
