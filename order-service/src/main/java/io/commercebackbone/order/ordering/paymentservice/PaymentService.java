package io.commercebackbone.order.ordering.paymentservice;

import io.commercebackbone.calls.CallRefused;
import io.commercebackbone.calls.ServiceCalls;
import io.commercebackbone.calls.ServiceClient;
import io.commercebackbone.calls.ServiceUnavailable;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.PaymentDecisions;
import io.commercebackbone.order.ordering.PaymentOutcome;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The internal calls of the saga, as agreed with payment-service. */
@Component
class PaymentService implements PaymentDecisions {

    private static final String NAME = "payment-service";

    private final ServiceClient client;

    PaymentService(ServiceCalls calls) {
        client = calls.to(NAME);
    }

    private record AbortRequest(UUID orderId, UUID userId, int attempt) {}

    private record RefundRequest(UUID orderId, String reason) {}

    private record RefundAnswer(UUID orderId, String status) {}

    @Override
    public PaymentOutcome abort(OrderId order, UUID user, int attempt) {
        AbortRequest request = new AbortRequest(order.value(), user, attempt);
        return post("/internal/payment-attempts/abort", request, DecidedAttempt.class)
                .outcome();
    }

    @Override
    public boolean refund(OrderId order, String reason) {
        RefundAnswer answer = post("/internal/refunds", new RefundRequest(order.value(), reason), RefundAnswer.class);
        return switch (answer.status()) {
            case "REFUNDED", "NOTHING_TO_REFUND" -> true;
            case "TOO_LATE" -> false;
            default -> throw new IllegalStateException("payment-service answered a refund with " + answer.status());
        };
    }

    private <T> T post(String path, Object request, Class<T> answer) {
        try {
            return client.post(path, request, answer);
        } catch (ServiceUnavailable | CallRefused e) {
            throw new NoAnswer(e);
        }
    }
}
