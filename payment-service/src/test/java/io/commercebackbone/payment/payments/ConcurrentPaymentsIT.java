package io.commercebackbone.payment.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.Together;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances on one database, as in production. */
class ConcurrentPaymentsIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final String WIDE = "backbone.calls.order-service.max-concurrent=200";
    private static final RunningService one = RunningService.start("concurrent_payments", orders, WIDE);
    private static final RunningService other = RunningService.start("concurrent_payments", orders, WIDE);

    private final UUID userId = UUID.randomUUID();
    private final List<Api> user = List.of(one.as(userId), other.as(userId));

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        orders.close();
    }

    @AfterEach
    void booksBalance() {
        orders.answerAsAgreed();
        Books.balance(one.sql());
    }

    @Test
    void fiftyWhoPayOneOrderAtOncePayItOnce() throws Exception {
        user.getFirst().charge(1_000);
        UUID order = orders.newOrder(userId, 100);

        List<Answer> answers = Together.run(50, i -> pay(order, i));

        assertThat(answers).extracting(Answer::status).contains(201).containsOnly(201, 409);
        assertPaidOnce(order, answers);
    }

    @Test
    void theyPayItOnceEvenIfOrderServiceLetsThemAllBegin() throws Exception {
        user.getFirst().charge(1_000);
        UUID order = orders.newOrder(userId, 100);
        orders.letEverybodyBegin();

        List<Answer> answers = Together.run(50, i -> pay(order, i));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertPaidOnce(order, answers);
    }

    @Test
    void aLaterAttemptNeverPaysAnOrderThatIsPaid() throws Exception {
        user.getFirst().charge(1_000);
        OrderId order = new OrderId(UUID.randomUUID());

        List<Payment> decided = Together.run(20, i -> decide(order, 1 + i, "attempt " + i));

        assertThat(decided).extracting(Payment::status).containsOnly(PaymentStatus.COMPLETED);
        assertThat(new HashSet<>(decided)).hasSize(1);
        assertThat(user.getFirst().balance()).isEqualByComparingTo("900");
    }

    @Test
    void aLaterAttemptDoesNotFailAnOrderThatIsPaid() {
        user.getFirst().charge(100);
        OrderId order = new OrderId(UUID.randomUUID());
        Payment paid = decide(order, 1, "a");

        assertThat(decide(order, 2, "b")).isEqualTo(paid);
        assertThat(one.count("select count(*) from outbox where key = ?", order.toString()))
                .isEqualTo(1);
    }

    @Test
    void oneKeyForTwoOrdersPaysOneAndGivesTheOtherUp() throws Exception {
        user.getFirst().charge(1_000);
        for (int round = 0; round < 20; round++) {
            String key = "round " + round;
            List<UUID> two = List.of(orders.newOrder(userId, 10), orders.newOrder(userId, 10));

            List<Answer> answers = Together.run(2, i -> user.get(i).pay(two.get(i), key));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 422);
            assertThat(two).extracting(orders::statusOf).containsExactlyInAnyOrder("PAID", "PENDING");
        }
        assertThat(user.getFirst().balance()).isEqualByComparingTo("800");
    }

    @Test
    void givingUpAndPayingAtOnceHaveOneWinner() throws Exception {
        user.getFirst().charge(100_000);
        Map<PaymentStatus, Integer> winners = new EnumMap<>(PaymentStatus.class);
        for (int round = 0; round < 200; round++) {
            OrderId order = new OrderId(UUID.randomUUID());
            List<Payment> seen = Together.run(
                    4,
                    i -> i % 2 == 0
                            ? decide(order, 1, "k")
                            : instance(i / 2).bean(Payments.class).abort(order, userId, 1));

            assertThat(new HashSet<>(seen)).as("what the four saw").hasSize(1);
            winners.merge(seen.getFirst().status(), 1, Integer::sum);
        }

        System.out.println("ConcurrentPaymentsIT winners " + winners);
        assertThat(winners.keySet()).isSubsetOf(PaymentStatus.COMPLETED, PaymentStatus.ABORTED);
    }

    private void assertPaidOnce(UUID order, List<Answer> answers) {
        assertThat(answers.stream()
                        .filter(it -> it.status() == 201)
                        .map(it -> it.body().path("id").asString())
                        .distinct())
                .hasSize(1);
        assertThat(user.getFirst().balance()).isEqualByComparingTo("900");
        assertThat(orders.statusOf(order)).isEqualTo("PAID");
        assertThat(one.count("select count(*) from payments where order_id = ?", order))
                .isEqualTo(1);
        assertThat(one.count("select count(*) from shipments where order_id = ?", order))
                .isEqualTo(1);
        assertThat(one.count("select count(*) from outbox where key = ?", order.toString()))
                .isEqualTo(1);
        assertThat(one.count("select count(*) from balance_entries where user_id = ? and type = 'PAYMENT'", userId))
                .isEqualTo(1);
    }

    /** Every third without a key, every third under the same, every third under one of its own. */
    private Answer pay(UUID order, int i) {
        Api api = user.get(i % 2);
        return switch (i % 3) {
            case 0 -> api.pay(order);
            case 1 -> api.pay(order, "the same");
            default -> api.pay(order, "key " + i);
        };
    }

    private Payment decide(OrderId order, int attempt, String key) {
        PayOrder command = new PayOrder(userId, order, key, null, Receipt.none());
        return instance(attempt)
                .bean(Pivot.class)
                .decide(new PaymentAttempt(
                        command, new BeginResult.Begun(attempt, new Money(BigDecimal.valueOf(100)))));
    }

    private static RunningService instance(int i) {
        return i % 2 == 0 ? one : other;
    }
}
