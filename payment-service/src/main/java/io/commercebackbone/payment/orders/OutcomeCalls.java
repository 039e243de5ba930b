package io.commercebackbone.payment.orders;

import io.commercebackbone.calls.CallRefused;
import io.commercebackbone.calls.ServiceClient;
import io.commercebackbone.calls.ServiceUnavailable;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.payments.Payment;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells order-service what has happened. Not being told is no failure: the event, or the next look, tells it too. */
@Component
class OutcomeCalls {

    private static final Logger log = LoggerFactory.getLogger(OutcomeCalls.class);

    private final ServiceClient client;

    OutcomeCalls(ServiceClient client) {
        this.client = client;
    }

    /** Whether order-service knows now how the payment was decided. */
    boolean outcome(Payment decided) {
        return tell(decided.orderId(), "payment-outcomes", OutcomeNotice.of(decided));
    }

    /** Whether order-service knows now what happened to the order. */
    boolean tell(OrderId order, String what, Object notice) {
        try {
            client.tell(path(order, what), notice);
            return true;
        } catch (CallRefused | ServiceUnavailable e) {
            log.warn("Not told order={} what={}: {}", order, what, e.getMessage());
            return false;
        }
    }

    /**
     * Tells of many in one call, for each whether order-service knows now. What cannot be told because nobody answers is
     * not tried again.
     *
     * @throws CallRefused if they are to be told one by one: one of them cannot be applied at once, or the other side
     *     does not know this call yet
     */
    List<Boolean> completed(List<PaymentInTrace> payments) {
        if (payments.size() == 1) {
            return List.of(outcome(payments.getFirst().payment()));
        }
        try {
            client.tell("/internal/completed-payments", CompletedNotices.of(payments));
            return Collections.nCopies(payments.size(), true);
        } catch (ServiceUnavailable e) {
            payments.forEach(it -> log.warn(
                    "Not told order={} what=payment-outcomes: {}", it.payment().orderId(), e.getMessage()));
            return Collections.nCopies(payments.size(), false);
        }
    }

    static String path(OrderId order, String what) {
        return "/internal/orders/" + order + "/" + what;
    }
}
