package io.commercebackbone.payment.orders;

import io.commercebackbone.calls.CallRefused;
import io.commercebackbone.calls.ServiceCalls;
import io.commercebackbone.calls.ServiceClient;
import io.commercebackbone.calls.ServiceUnavailable;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.payments.BeginResult;
import io.commercebackbone.payment.payments.BeginResult.NotBegun;
import io.commercebackbone.payment.payments.BeginResult.Refusal;
import io.commercebackbone.payment.payments.PayableOrders;
import io.commercebackbone.payment.payments.Payment;
import io.commercebackbone.payment.shipments.DeliveryNotice;
import io.commercebackbone.payment.shipments.ShipmentView;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The internal calls of the saga, as agreed with order-service. */
@Component
class OrderService implements PayableOrders, DeliveryNotice {

    private static final Logger log = LoggerFactory.getLogger(OrderService.class);

    private static final String NAME = "order-service";

    private final ServiceClient client;

    OrderService(ServiceCalls calls) {
        client = calls.to(NAME);
    }

    /** @throws ServiceUnavailable if it cannot be asked */
    @Override
    public BeginResult begin(OrderId order, UUID user, String key) {
        try {
            return client.post(path(order, "payment-attempts"), new BeginRequest(user, key), BegunAnswer.class)
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
        return told(decided.orderId(), "payment-outcomes", OutcomeNotice.of(decided));
    }

    @Override
    public boolean delivered(ShipmentView shipment) {
        return told(
                shipment.orderId(),
                "delivered",
                new DeliveredNotice(shipment.id().value(), shipment.deliveredAt()));
    }

    private boolean told(OrderId order, String what, Object notice) {
        try {
            client.tell(path(order, what), notice);
            return true;
        } catch (CallRefused | ServiceUnavailable e) {
            log.warn("Not told order={} what={}: {}", order, what, e.getMessage());
            return false;
        }
    }

    private static String path(OrderId order, String what) {
        return "/internal/orders/" + order + "/" + what;
    }

    private static String detail(CallRefused refused, OrderId order) {
        return refused.detail().isEmpty() ? "Order %s cannot be paid now".formatted(order) : refused.detail();
    }
}
