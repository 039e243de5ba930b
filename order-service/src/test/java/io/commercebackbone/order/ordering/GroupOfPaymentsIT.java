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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Steps of payments that come at the same time share a commit, and none of them notices. */
class GroupOfPaymentsIT {

    private static final RunningService service = RunningService.start(
            "group_of_payments",
            // whoever waits for a lock here waits for the test
            "orders.lock-timeout=60s");
    private static final String COMPLETED = "/internal/completed-payments";

    private final UUID userId = UUID.randomUUID();
    private final Api paymentService = service.internal("payment-service");
    private final UUID product = service.admin().newProduct("Kettle", 10, 100);

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void paymentsThatBeginTogetherShareACommit() throws Exception {
        List<UUID> orders = Stream.generate(this::placed).limit(10).toList();

        List<Answer> begun = together(orders.stream().map(this::begin).toList());

        assertThat(begun).extracting(Answer::status).containsOnly(200);
        assertThat(transactionsOf(orders)).isEqualTo(1);
    }

    @Test
    void paymentsThatAreToldTogetherShareACommit() throws Exception {
        List<UUID> orders = Stream.generate(this::placed).limit(10).toList();
        for (UUID order : orders) {
            begin(order).call();
        }
        String told = notices(orders);

        assertThat(paymentService.post(COMPLETED, told).status()).isEqualTo(204);
        assertThat(paymentService.post(COMPLETED, told).status()).isEqualTo(204);

        assertThat(paid(orders)).isEqualTo(10);
        assertThat(transactionsOf(orders)).isEqualTo(1);
        assertThat(orders).allSatisfy(order -> assertThat(traceOfPayment(order)).isEqualTo(order));
    }

    @Test
    void ifOneToldOrderIsNotThereNoneIsPaid() throws Exception {
        UUID good = placed();
        begin(good).call();

        Answer refused = paymentService.post(COMPLETED, notices(List.of(good, UUID.randomUUID())));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("not-together");
        assertThat(paid(List.of(good))).isZero();
    }

    @Test
    void nobodyButAServiceTellsOfPayments() {
        assertThat(service.as(userId)
                        .post(COMPLETED, notices(List.of(placed())))
                        .status())
                .isEqualTo(403);
        assertThat(service.admin().post(COMPLETED, notices(List.of(placed()))).status())
                .isEqualTo(403);
    }

    @Test
    void whatTellsOfNothingOrOfTooManyIsRefused() {
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(101).toList();

        assertThat(paymentService.post(COMPLETED, "{\"payments\":[]}").code()).isEqualTo("validation-failed");
        assertThat(paymentService.post(COMPLETED, notices(many)).code()).isEqualTo("validation-failed");
        assertThat(paymentService
                        .post(COMPLETED, notices(List.of(placed())).replace("\"attempt\":1", "\"attempt\":0"))
                        .code())
                .isEqualTo("validation-failed");
    }

    @Test
    void whatCannotBeginDisturbsNoNeighbour() throws Exception {
        UUID good = placed();
        UUID cancelled = placed();
        begin(cancelled).call();
        tell(cancelled, "{\"attempt\":1,\"status\":\"FAILED\"}");

        List<Answer> answers =
                together(List.of(begin(good), begin(cancelled), begin(UUID.randomUUID()), begin(good, "another")));

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

    /** Makes these calls in this order and in one group, behind one whose order somebody else holds. */
    private List<Answer> together(List<Callable<Answer>> calls) throws Exception {
        GroupCommit<?, ?> commits = service.context().getBean(GroupCommit.class);
        UUID held = placed();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = service.database().getConnection()) {
            holder.setAutoCommit(false);
            lock(holder, held);
            Future<Answer> first = clients.submit(begin(held));
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

    private static String notices(List<UUID> orders) {
        return orders.stream()
                .map(order ->
                        """
                        {"orderId":"%s","attempt":1,"paymentId":"%s","shipmentId":"%s","eventId":"%s",
                         "traceparent":"00-%s-0000000000000001-01"}""".formatted(order, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), traceOf(order)))
                .collect(Collectors.joining(",", "{\"payments\":[", "]}"));
    }

    private static String traceOf(UUID order) {
        return order.toString().replace("-", "");
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

    private static long paid(List<UUID> orders) {
        return service.sql()
                .sql("select count(*) from orders where status = 'PAID' and id in (:orders)")
                .param("orders", orders)
                .query(Long.class)
                .single();
    }

    private static UUID traceOfPayment(UUID order) {
        return service.sql()
                .sql("select trace_id from order_history where type = 'PAYMENT_COMPLETED' and order_id = :order")
                .param("order", order)
                .query(UUID.class)
                .single();
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
