package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A payment whose event is lost, and how an operator gets it back. */
class MissingPaymentsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OUTBOX = "/admin/payment-service/outbox";

    private final SharedBroker broker = SharedBroker.with(
            List.of(Topics.PAYMENT_COMPLETED, Topics.PAYMENT_FAILED, Topics.SHIPPING_STARTED), Topics.PARTITIONS);
    private final UUID userId = UUID.randomUUID();

    @Test
    void exactlyThePaymentWhoseEventIsMissingIsPublished() {
        try (PlayedOrderService orders = PlayedOrderService.start()) {
            UUID missing = orders.newOrder(userId, 100);
            UUID waiting = orders.newOrder(userId, 100);
            String payment;
            try (RunningService withoutKafka = RunningService.start("missing_payments", orders)) {
                Api user = withoutKafka.as(userId);
                user.charge(200);
                payment = user.pay(missing).body().path("id").asString();
                user.pay(waiting);
                withoutKafka
                        .sql()
                        .sql("delete from outbox where key = ?")
                        .param(missing.toString())
                        .update();
                assertThat(withoutKafka
                                .admin()
                                .post(OUTBOX + "/republish", "{\"missingOnly\":true}")
                                .code())
                        .isEqualTo("missing-events-unknown");
            }
            try (RunningService service = RunningService.start(
                    "missing_payments",
                    orders,
                    "spring.kafka.enabled=true",
                    "spring.kafka.bootstrap-servers=" + broker.bootstrapServers())) {
                await().atMost(SOON).until(() -> events(waiting).size() == 1);

                JsonNode found = service.admin()
                        .post(OUTBOX + "/republish", "{\"missingOnly\":true}")
                        .body();

                assertThat(found.path("events").asInt()).isEqualTo(1);
                await().atMost(SOON).until(() -> events(missing).size() == 1);
                assertThat(EventJson.read(events(missing).getFirst().value(), PaymentCompletedEvent.class)
                                .paymentId())
                        .hasToString(payment);
                assertThat(events(waiting)).hasSize(1);
                assertThat(service.admin()
                                .get("/admin/payment-service/dead-letters")
                                .body()
                                .path("items"))
                        .isEmpty();
            }
        }
    }

    private List<ConsumerRecord<String, byte[]>> events(UUID order) {
        return broker.read(Topics.PAYMENT_COMPLETED).stream()
                .filter(it -> order.toString().equals(it.key()))
                .toList();
    }
}
