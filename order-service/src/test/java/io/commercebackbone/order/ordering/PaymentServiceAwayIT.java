package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** While payment-service is away it is left alone and orders go on; when it is back, all is settled by itself. */
class PaymentServiceAwayIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final PaymentServiceStandIn payments = new PaymentServiceStandIn();
    private static final RunningService service = RunningService.start(
            "payment_service_away",
            "backbone.calls.payment-service.url=" + payments.url(),
            "backbone.calls.payment-service.breaker.open-for=1s",
            "orders.payment.scan-interval=20ms");

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);
    private final UUID product = service.admin().newProduct("Lamp", 10_000, 100);

    @AfterAll
    static void stop() {
        service.close();
        payments.close();
    }

    @Test
    void isLeftAloneUntilItIsBackAndOrdersGoOn() {
        payments.away(true);
        List<UUID> paying = Stream.generate(this::payingPastItsLease).limit(5).toList();
        await().atMost(SOON).until(() -> breaker("open") == 1);

        long asked = asked(paying);
        double refused = notPermitted();
        await().atMost(SOON).until(() -> notPermitted() >= refused + 5);
        assertThat(asked(paying) - asked)
                .as("calls beside three trials a second")
                .isLessThan(5);
        assertThat(user.order(product, 1).status()).isEqualTo(201);
        assertThat(paying).allSatisfy(it -> assertThat(status(it)).isEqualTo("PAYING"));

        payments.away(false);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(paying)
                        .allSatisfy(it -> assertThat(status(it)).isEqualTo("PENDING")));
        await().atMost(SOON).until(() -> breaker("closed") == 1);
    }

    private UUID payingPastItsLease() {
        UUID order = UUID.fromString(user.order(product, 1).body().path("id").asString());
        service.internal("payment-service")
                .post("/internal/orders/" + order + "/payment-attempts", """
                        {"userId":"%s","key":"a"}""".formatted(userId));
        service.sql()
                .sql("update orders set lease_until = created_at where id = ?")
                .param(order)
                .update();
        return order;
    }

    private static long asked(List<UUID> orders) {
        return orders.stream().mapToLong(payments::abortsOf).sum();
    }

    private String status(UUID order) {
        return user.get("/orders/" + order).body().path("status").asString();
    }

    private static double breaker(String state) {
        return meters().get("resilience4j.circuitbreaker.state")
                .tags("name", "payment-service", "state", state)
                .gauge()
                .value();
    }

    private static double notPermitted() {
        return meters().get("resilience4j.circuitbreaker.not.permitted.calls")
                .tags("name", "payment-service")
                .counter()
                .count();
    }

    private static MeterRegistry meters() {
        return service.bean(MeterRegistry.class);
    }
}
