package io.commercebackbone.payment.orders;

import io.commercebackbone.calls.CallRefused;
import io.commercebackbone.calls.ServiceClient;
import io.commercebackbone.calls.ServiceUnavailable;
import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.jdbc.GroupCommit;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.payments.BeginResult;
import io.commercebackbone.payment.payments.BeginResult.NotBegun;
import io.commercebackbone.payment.payments.BeginResult.Refusal;
import io.commercebackbone.payment.payments.PayableOrders;
import io.commercebackbone.payment.payments.Payment;
import io.commercebackbone.payment.shipments.DeliveryNotice;
import io.commercebackbone.payment.shipments.ShipmentView;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The internal calls of the saga, as agreed with order-service. */
@Component
class OrderService implements PayableOrders, DeliveryNotice {

    private final ServiceClient client;
    private final OutcomeCalls calls;
    private final GroupCommit<PaymentInTrace, Boolean> completions;
    private final CurrentTrace trace;

    OrderService(
            ServiceClient client,
            OutcomeCalls calls,
            GroupCommit<PaymentInTrace, Boolean> completions,
            CurrentTrace trace) {
        this.client = client;
        this.calls = calls;
        this.completions = completions;
        this.trace = trace;
    }

    /** @throws ServiceUnavailable if it cannot be asked */
    @Override
    public BeginResult begin(OrderId order, UUID user, String key) {
        try {
            return client.post(
                            OutcomeCalls.path(order, "payment-attempts"),
                            new BeginRequest(user, key),
                            BegunAnswer.class)
                    .result();
        } catch (CallRefused e) {
            return switch (e.code()) {
                case "order-not-found" ->
                    new NotBegun(Refusal.ORDER_NOT_FOUND, "Order %s does not exist".formatted(order));
                case "payment-in-progress" -> new NotBegun(Refusal.PAYMENT_IN_PROGRESS, detail(e, order));
                case "order-not-payable" -> new NotBegun(Refusal.ORDER_NOT_PAYABLE, detail(e, order));
                default -> throw e;
            };
        }
    }

    @Override
    public boolean tell(Payment decided) {
        return decided.isCompleted()
                ? completions.run(new PaymentInTrace(decided, trace.traceparent()))
                : calls.outcome(decided);
    }

    @Override
    public boolean delivered(ShipmentView shipment) {
        return calls.tell(
                shipment.orderId(),
                "delivered",
                new DeliveredNotice(shipment.id().value(), shipment.deliveredAt()));
    }

    private static String detail(CallRefused refused, OrderId order) {
        return refused.detail().isEmpty() ? "Order %s cannot be paid now".formatted(order) : refused.detail();
    }
}
