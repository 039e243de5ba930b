package io.commercebackbone.order.ordering;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.order.ordering.CancelOrderResult.RefundDue;
import io.commercebackbone.order.ordering.PaymentDecisions.NoAnswer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Cancels orders. One that is not paid is cancelled at once. The wish to cancel a paid one is noted first, then its money
 * is given back, which decides between the order and its shipment, then it is cancelled: whatever fails in between, the
 * {@link SagaScanner} finds the note and goes on.
 */
@Service
public class CancelOrders {

    private static final Logger log = LoggerFactory.getLogger(CancelOrders.class);

    private static final String REASON = "ORDER_CANCELLED";

    private final CancelSteps steps;
    private final PaymentDecisions decisions;

    CancelOrders(CancelSteps steps, PaymentDecisions decisions) {
        this.steps = steps;
        this.decisions = decisions;
    }

    /**
     * Cancels a user's order, if that is possible. To ask again is safe. Blocks for seconds at most; must not be called in
     * a transaction.
     *
     * @param receipt stored with what becomes of it
     */
    public CancelOrderResult cancel(
            UUID user, OrderId id, @Nullable String traceparent, Receipt<CancelOrderResult> receipt) {
        CancelOrderResult asked = steps.ask(user, id, traceparent, receipt);
        return asked instanceof RefundDue ? giveBackNow(id, traceparent, receipt) : asked;
    }

    private CancelOrderResult giveBackNow(
            OrderId id, @Nullable String traceparent, Receipt<CancelOrderResult> receipt) {
        try {
            return giveBack(id, traceparent, receipt);
        } catch (NoAnswer e) {
            log.atWarn()
                    .addKeyValue("orderId", id)
                    .log(
                            "Order is to be cancelled when its payment can be given back order={}: {}",
                            id,
                            e.getMessage());
            return new RefundDue();
        }
    }

    /**
     * Has the money given back that is due for an order, and cancels it if it is not.
     *
     * @param receipt stored with what becomes of it
     * @throws NoAnswer if nobody answered; it stays due
     */
    CancelOrderResult giveBack(OrderId id, @Nullable String traceparent, Receipt<CancelOrderResult> receipt) {
        return decisions.refund(id, REASON)
                ? steps.refunded(id, traceparent, receipt)
                : steps.refused(id, traceparent, receipt);
    }
}
