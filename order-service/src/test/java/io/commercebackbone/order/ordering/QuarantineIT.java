package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The second of five events of a key cannot be processed; its replay is interrupted by SIGKILL, twice. */
class QuarantineIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String DATABASE = "quarantine";
    private static final String TOPIC = Topics.PAYMENT_COMPLETED;

    private final SharedBroker broker = SharedBroker.with(Topics.all(), Topics.PARTITIONS);
    private final UUID key = UUID.randomUUID();
    private final UUID unknown = UUID.randomUUID();

    @Test
    void whatWaitedBehindAnUnknownOrderIsAppliedInOrderWhateverKillsTheReplay() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(DATABASE, broker.bootstrapServers())) {
            await().atMost(SOON).until(service::ready);
            Api admin = service.as(UUID.randomUUID(), "admin");
            List<UUID> orders = place(service);
            List<UUID> ofKey = List.of(orders.get(0), unknown, orders.get(1), orders.get(2), orders.get(3));
            ofKey.forEach(order -> broker.send(PaidOrder.record(key, order)));
            broker.send(PaidOrder.record(UUID.randomUUID(), orders.get(4)));

            await().atMost(SOON).until(() -> letters(admin).equals(List.of("OPEN", "WAITING", "WAITING", "WAITING")));
            await().atMost(SOON).until(() -> status(orders.get(4)).equals("PAID"));
            assertThat(ofKey.stream().map(QuarantineIT::status))
                    .containsExactly("PAID", "unknown", "PENDING", "PENDING", "PENDING");

            appear(unknown, orders.get(0));
            String request = "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(TOPIC, key);
            assertThat(admin.post("/admin/order-service/dead-letters/replay", request)
                            .status())
                    .isEqualTo(202);
            service.killAndRestart();
            await().atMost(SOON).until(() -> status(unknown).equals("PAID"));
            service.killAndRestart();

            await().atMost(SOON).until(service::ready);
            await().atMost(SOON).until(() -> letters(admin).isEmpty());
            assertThat(ofKey.stream().map(QuarantineIT::status)).containsOnly("PAID");
            assertThat(ofKey.stream().map(QuarantineIT::lastChange)).isSorted();
            assertThat(sql().sql("select count(*) from orders where refund_due_since is not null")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private static List<UUID> place(ServiceProcess service) {
        UUID product = service.as(UUID.randomUUID(), "admin").newProduct("Kettle", 32_000, 100);
        Api user = service.as(UUID.randomUUID());
        return Stream.generate(() -> user.order(product, 1))
                .limit(5)
                .map(it -> UUID.fromString(it.body().path("id").asString()))
                .toList();
    }

    private List<String> letters(Api admin) {
        Answer answer = admin.get("/admin/order-service/dead-letters?topic=" + TOPIC + "&key=" + key);
        // 503 while the ledger is not read yet
        return answer.status() == 200
                ? answer.body()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("state").asString())
                        .toList()
                : List.of("answered " + answer.status());
    }

    /** As after its row was restored. */
    private static void appear(UUID order, UUID like) {
        sql().sql("""
                insert into orders (id, user_id, status, total_amount, discount_amount, payment_amount, created_at, expires_at)
                select ?, user_id, 'PENDING', total_amount, discount_amount, payment_amount, created_at, expires_at
                  from orders where id = ?""").params(order, like).update();
    }

    private static String status(UUID order) {
        return sql().sql("select status from orders where id = ?")
                .param(order)
                .query(String.class)
                .optional()
                .orElse("unknown");
    }

    /** The transaction that changed the order's row last: they are numbered as they begin. */
    private static long lastChange(UUID order) {
        return sql().sql("select xmin::text::bigint from orders where id = ?")
                .param(order)
                .query(Long.class)
                .single();
    }

    private static JdbcClient sql() {
        return JdbcClient.create(
                new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(DATABASE), DATABASE, DATABASE));
    }
}
