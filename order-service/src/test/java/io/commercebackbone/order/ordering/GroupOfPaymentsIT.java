package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.jdbc.GroupCommit;
import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Steps of payments that come at the same time share a commit, and none of them notices. */
class GroupOfPaymentsIT {

    private static final RunningService service = RunningService.start(
            "group_of_payments",
            // whoever waits for a lock here waits for the test
            "orders.lock-timeout=60s");

    private final UUID userId = UUID.randomUUID();
    private final Api paymentService = service.internal("payment-service");
    private final UUID product = service.admin().newProduct("Kettle", 10, 100);

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void paymentsThatBeginAndCompleteTogetherShareCommits() throws Exception {
        List<UUID> orders = Stream.generate(this::placed).limit(10).toList();

        List<Answer> begun = together("begins", orders.stream().map(this::begin).toList());
        long begins = transactionsOf(orders);
        List<Answer> completed =
                together("completions", orders.stream().map(this::complete).toList());

        assertThat(begun).extracting(Answer::status).containsOnly(200);
        assertThat(begins).isEqualTo(1);
        assertThat(completed)
                .extracting(it -> it.body().path("status").asString())
                .containsOnly("PAID");
        assertThat(transactionsOf(orders)).isEqualTo(1);
    }

    @Test
    void whatCannotBeginDisturbsNoNeighbour() throws Exception {
        UUID good = placed();
        UUID cancelled = placed();
        begin(cancelled).call();
        tell(cancelled, "{\"attempt\":1,\"status\":\"FAILED\"}");

        List<Answer> answers = together(
                "begins", List.of(begin(good), begin(cancelled), begin(UUID.randomUUID()), begin(good, "another")));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 409, 404, 409);
        assertThat(answers.get(1).code()).isEqualTo("order-not-payable");
        assertThat(answers.get(3).code()).isEqualTo("payment-in-progress");
    }

    @Test
    void eventsThatCameTogetherAreAppliedAllOrNone() {
        UUID good = placed();
        OrderPayments payments = service.bean(OrderPayments.class);

        assertThatExceptionOfType(NoSuchOrder.class)
                .isThrownBy(() -> payments.completeAll(List.of(completed(good), completed(UUID.randomUUID()))));
        assertThat(payments.completeTogether(List.of(completed(UUID.randomUUID()))))
                .containsExactly(Optional.empty());
        assertThat(service.count("select count(*) from orders where id = ? and status = 'PENDING'", good))
                .isEqualTo(1);
        payments.completeAll(List.of(completed(good)));
        assertThat(service.count("select count(*) from orders where id = ? and status = 'PAID'", good))
                .isEqualTo(1);
    }

    private static CompletedPayment completed(UUID order) {
        return new CompletedPayment(
                new OrderId(order),
                new PaymentOutcome.Completed(1, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
                null);
    }

    @Test
    void anOutcomeOfNoOrderDisturbsNoNeighbour() throws Exception {
        UUID good = placed();
        begin(good).call();

        List<Answer> answers = together("completions", List.of(complete(UUID.randomUUID()), complete(good)));

        assertThat(answers).extracting(Answer::status).containsExactly(404, 200);
    }

    /** Makes these calls in this order and in one group, behind one whose order somebody else holds. */
    private List<Answer> together(String group, List<Callable<Answer>> calls) throws Exception {
        GroupCommit<?, ?> commits = service.context().getBean(group, GroupCommit.class);
        UUID held = placed();
        if (group.equals("completions")) {
            begin(held).call();
        }
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = service.database().getConnection()) {
            holder.setAutoCommit(false);
            lock(holder, held);
            Future<Answer> first = clients.submit(group.equals("begins") ? begin(held) : complete(held));
            await().until(() -> waitingForLocks() == 1);
            for (Callable<Answer> call : calls) {
                int waiting = answers.size() + 1;
                answers.add(clients.submit(call));
                await().pollInterval(Duration.ofMillis(2)).until(() -> commits.depth() == waiting);
            }
            holder.rollback();
            assertThat(first.get().status()).isEqualTo(200);
        }
        return answers.stream().map(Future::resultNow).toList();
    }

    private UUID placed() {
        return UUID.fromString(
                service.as(userId).order(product, 1).body().path("id").asString());
    }

    private Callable<Answer> begin(UUID order) {
        return begin(order, "a");
    }

    private Callable<Answer> begin(UUID order, String key) {
        return () -> paymentService.post(
                "/internal/orders/" + order + "/payment-attempts",
                "{\"userId\":\"%s\",\"key\":\"%s\"}".formatted(userId, key));
    }

    private Callable<Answer> complete(UUID order) {
        return () -> tell(
                order,
                "{\"attempt\":1,\"status\":\"COMPLETED\",\"paymentId\":\"%s\",\"shipmentId\":\"%s\"}"
                        .formatted(UUID.randomUUID(), UUID.randomUUID()));
    }

    private Answer tell(UUID order, String outcome) {
        return paymentService.post("/internal/orders/" + order + "/payment-outcomes", outcome);
    }

    private static void lock(Connection connection, UUID order) throws Exception {
        try (PreparedStatement lock = connection.prepareStatement("select 1 from orders where id = ? for update")) {
            lock.setObject(1, order);
            lock.execute();
        }
    }

    private static long transactionsOf(List<UUID> orders) {
        return service.sql()
                .sql("select count(distinct xmin::text) from orders where id in (:orders)")
                .param("orders", orders)
                .query(Long.class)
                .single();
    }

    private static long waitingForLocks() {
        return service.count("""
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and datname = current_database()""");
    }
}
