package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.jdbc.GroupCommit;
import io.commercebackbone.local.Answer;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Payments that come at the same time share a commit, and none of them notices. */
class GroupOfPaymentsIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start(
            "group_of_payments",
            orders,
            // whoever waits here, for a lock or an answer, waits for the test
            "payments.lock-timeout=60s",
            "backbone.calls.order-service.read-timeout=60s");

    private final UUID userId = UUID.randomUUID();

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @AfterEach
    void booksBalance() {
        Books.balance(service.sql());
    }

    /** A user's wish to pay an order. */
    private record Wish(UUID user, UUID order) {}

    @Test
    void paymentsThatComeTogetherShareACommit() throws Exception {
        List<Wish> wishes = newWishes(12);

        List<Answer> answers = payTogether(wishes);

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(transactionsOf(wishes)).isEqualTo(1);
        assertThat(wishes)
                .allSatisfy(it -> assertThat(service.as(it.user()).balance()).isEqualByComparingTo("40"));
    }

    @Test
    void oneUsersPaymentsOfAGroupAreDecidedOneAfterTheOther() throws Exception {
        Wish first = charged(userId, 100, 30);
        List<Wish> wishes = List.of(first, another(30), another(30), another(30), another(10));

        List<Answer> answers = payTogether(wishes);

        assertThat(answers).extracting(Answer::status).containsExactly(201, 201, 201, 402, 201);
        assertThat(transactionsOf(wishes)).isEqualTo(1);
        assertThat(service.as(userId).balance()).isZero();
    }

    @Test
    void whoNeverHadABalanceIsRefusedAmongOthers() throws Exception {
        UUID poor = UUID.randomUUID();
        List<Wish> wishes = List.of(charged(userId, 50, 50), new Wish(poor, orders.newOrder(poor, 1)));

        List<Answer> answers = payTogether(wishes);

        assertThat(answers).extracting(Answer::status).containsExactly(201, 402);
        assertThat(transactionsOf(wishes)).isEqualTo(1);
    }

    @Test
    void anAttemptThatWasGivenUpDisturbsNoNeighbour() throws Exception {
        Wish givenUp = charged(userId, 100, 10);
        UUID other = UUID.randomUUID();
        List<Wish> wishes = List.of(givenUp, charged(other, 100, 10));
        service.bean(Payments.class).abort(new OrderId(givenUp.order()), userId, 1);

        List<Answer> answers = payTogether(wishes);

        assertThat(answers).extracting(Answer::status).containsExactly(409, 201);
        assertThat(service.as(userId).balance()).isEqualByComparingTo("100");
        assertThat(service.as(other).balance()).isEqualByComparingTo("90");
    }

    @Test
    void oneOrderTwiceInAGroupIsPaidOnce() throws Exception {
        Wish wish = charged(userId, 100, 10);
        UUID other = UUID.randomUUID();
        orders.letEverybodyBegin();
        List<Answer> answers = payTogether(List.of(wish, wish, charged(other, 100, 10)));
        orders.answerAsAgreed();

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.get(0).body()).isEqualTo(answers.get(1).body());
        assertThat(service.as(userId).balance()).isEqualByComparingTo("90");
    }

    @Test
    void thoseThatCompleteTogetherAreToldInOneCall() throws Exception {
        List<Wish> wishes = newWishes(6);

        List<Answer> answers = tellTogether(wishes);

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        JsonNode call = orders.calledTogether(wishes.getFirst().order()).getFirst();
        assertThat(call.path("payments").valueStream())
                .hasSize(6)
                .allSatisfy(it -> assertThat(it.path("traceparent").asString()).startsWith("00-"));
        assertThat(call.path("payments").valueStream().map(it -> it.path("traceparent")))
                .doesNotHaveDuplicates();
        assertThat(wishes).allSatisfy(it -> {
            assertThat(orders.statusOf(it.order())).isEqualTo("PAID");
            assertThat(orders.calls(it.order(), "payment-outcomes")).isEmpty();
        });
    }

    @Test
    void thoseThatCannotBeToldTogetherAreToldOneByOne() throws Exception {
        List<Wish> wishes = newWishes(4);
        orders.answerOutcomesTogetherWith(409);

        List<Answer> answers = tellTogether(wishes);

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(wishes).allSatisfy(it -> {
            assertThat(orders.statusOf(it.order())).isEqualTo("PAID");
            assertThat(orders.calls(it.order(), "payment-outcomes")).hasSize(1);
        });
    }

    @Test
    void whoIsPaidIsAnsweredAlsoWhenNobodyCanBeTold() throws Exception {
        List<Wish> wishes = newWishes(4);
        orders.answerOutcomesTogetherWith(503);

        List<Answer> answers = tellTogether(wishes);

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(wishes).allSatisfy(it -> {
            assertThat(orders.calledTogether(it.order())).hasSize(1);
            assertThat(orders.calls(it.order(), "payment-outcomes")).isEmpty();
        });
    }

    private static List<Wish> newWishes(int count) {
        return Stream.generate(UUID::randomUUID)
                .limit(count)
                .map(user -> charged(user, 100, 60))
                .toList();
    }

    /** Pays, so that all of them wait to be told, behind one whose telling is held. */
    private static List<Answer> tellTogether(List<Wish> wishes) throws Exception {
        GroupCommit<?, ?> tellings = service.context().getBean("completions", GroupCommit.class);
        Wish held = charged(UUID.randomUUID(), 100, 10);
        orders.holdOutcomes();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = clients.submit(() -> pay(held));
            await().until(() -> orders.calls(held.order(), "payment-outcomes").size() == 1);
            List<Future<Answer>> paying =
                    wishes.stream().map(wish -> clients.submit(() -> pay(wish))).toList();
            await().until(() -> tellings.depth() == wishes.size());
            orders.letOutcomesGo();
            assertThat(first.get().status()).isEqualTo(201);
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : paying) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            orders.answerAsAgreed();
        }
    }

    private static Wish charged(UUID user, long amount, long price) {
        service.as(user).charge(amount);
        return new Wish(user, orders.newOrder(user, price));
    }

    private Wish another(long price) {
        return new Wish(userId, orders.newOrder(userId, price));
    }

    /** Pays in this order and in one group, behind a payment whose balance somebody else holds. */
    private static List<Answer> payTogether(List<Wish> wishes) throws Exception {
        GroupCommit<?, ?> pivots = service.context().getBean("pivots", GroupCommit.class);
        Wish held = charged(UUID.randomUUID(), 100, 10);
        List<Future<Answer>> paying = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = service.database().getConnection()) {
            holder.setAutoCommit(false);
            lock(holder, held.user());
            Future<Answer> first = clients.submit(() -> pay(held));
            await().until(() -> waitingForLocks() == 1);
            for (Wish wish : wishes) {
                int waiting = paying.size() + 1;
                paying.add(clients.submit(() -> pay(wish)));
                await().pollInterval(Duration.ofMillis(2)).until(() -> pivots.depth() == waiting);
            }
            holder.rollback();
            assertThat(first.get().status()).isEqualTo(201);
        }
        return paying.stream().map(Future::resultNow).toList();
    }

    private static Answer pay(Wish wish) {
        Api api = service.as(wish.user());
        return api.pay(wish.order());
    }

    private static void lock(Connection connection, UUID user) throws Exception {
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from balances where user_id = ? for update")) {
            lock.setObject(1, user);
            lock.execute();
        }
    }

    private static long transactionsOf(List<Wish> wishes) {
        return service.sql()
                .sql("select count(distinct xid) from outbox where key in (:orders)")
                .param(
                        "orders",
                        wishes.stream().map(it -> it.order().toString()).toList())
                .query(Long.class)
                .single();
    }

    private static long waitingForLocks() {
        return service.count("""
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and datname = current_database()""");
    }
}
