package io.commercebackbone.dataplatform;

import static io.commercebackbone.dataplatform.PaymentEvents.id;
import static io.commercebackbone.dataplatform.PaymentEvents.ids;
import static io.commercebackbone.dataplatform.PaymentEvents.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.dataplatform.OutsidePlatform.Call;
import io.commercebackbone.dataplatform.OutsidePlatform.Reply;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalService;
import io.commercebackbone.local.ServiceApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The platform refuses the second of five payments of an order, and takes it later. */
class QuarantineIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String LETTERS = "/admin/dataplatform-service/dead-letters";

    private final UUID order = UUID.randomUUID();
    private final List<ProducerRecord<String, byte[]>> ofOrder =
            Stream.generate(() -> paid(order)).limit(5).toList();
    private final List<ProducerRecord<String, byte[]>> others = paid(20);

    @Test
    void theOthersGoOnThreeToFiveWaitAndAReplayDeliversInOrderAlsoWhenItIsKilled() {
        try (OutsidePlatform platform = OutsidePlatform.start()) {
            platform.answer(it -> Reply.of(it.key().equals(id(ofOrder.get(1))) ? 422 : 200));
            try (RunningService service = RunningService.start(platform.url())) {
                RunningService.BROKER.send(mixed());
                RunningService.awaitDrained();
                assertThat(letters(service)).containsExactly("OPEN", "WAITING", "WAITING", "WAITING");
                assertThat(platform.keys()).containsAll(ids(others)).doesNotContain(id(ofOrder.get(2)));
            }
            platform.forget();
            platform.answer(it -> Reply.of(200).after(50));
            replayAndKillOnceTheSecondIsDelivered(platform);

            try (RunningService service = RunningService.start(platform.url())) {
                await().atMost(SOON).until(() -> letters(service).isEmpty());
                RunningService.awaitDrained();
            }
            List<String> delivered = platform.calls().stream()
                    .filter(it -> it.orderId().equals(order.toString()))
                    .map(Call::key)
                    .distinct()
                    .toList();
            assertThat(delivered).isEqualTo(ids(ofOrder.subList(1, 5)));
            assertThat(RunningService.sql()
                            .sql("select count(*) from deliveries where order_id = ? and state = 'DELIVERED'")
                            .param(order)
                            .query(Long.class)
                            .single())
                    .isEqualTo(5);
        }
    }

    private List<ProducerRecord<String, byte[]>> mixed() {
        List<ProducerRecord<String, byte[]>> mixed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mixed.add(ofOrder.get(i));
            mixed.addAll(others.subList(i * 4, i * 4 + 4));
        }
        return mixed;
    }

    private String replay() {
        return "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(Topics.PAYMENT_COMPLETED, order);
    }

    private List<String> letters(RunningService service) {
        Answer answer = service.get(LETTERS + "?key=" + order);
        // 503 while the ledger is not read yet
        return answer.status() == 200
                ? answer.body()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("state").asString())
                        .toList()
                : List.of("answered " + answer.status());
    }

    private void replayAndKillOnceTheSecondIsDelivered(OutsidePlatform platform) {
        try (LocalService service = LocalService.ofModule(
                Path.of(""), RunningService.settings(platform.url()).values())) {
            service.start();
            ServiceApi admin =
                    new ServiceApi(service.url(), LocalIssuer.shared().token(UUID.randomUUID(), "admin"));
            assertThat(admin.post(LETTERS + "/replay", replay()).status()).isEqualTo(202);
            await().atMost(SOON).until(() -> platform.keys().contains(id(ofOrder.get(1))));
            service.kill();
        }
    }
}
