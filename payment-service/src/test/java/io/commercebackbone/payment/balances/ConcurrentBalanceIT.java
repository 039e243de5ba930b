package io.commercebackbone.payment.balances;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.Together;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two instances on one database, as in production. */
class ConcurrentBalanceIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService one = RunningService.start("concurrent_balance", orders);
    private static final RunningService other = RunningService.start("concurrent_balance", orders);

    private final UUID userId = UUID.randomUUID();
    private final List<Api> user = List.of(one.as(userId), other.as(userId));

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        orders.close();
    }

    @Test
    void aHundredChargesAndPaymentsAtOnceAddUpAndNeverOverdraw() throws Exception {
        user.getFirst().charge(100);
        List<UUID> payable = IntStream.range(0, 50)
                .mapToObj(i -> orders.newOrder(userId, 30))
                .toList();

        List<Answer> answers = Together.run(100, i -> {
            Api api = user.get(i / 2 % 2);
            return i % 2 == 0 ? api.pay(payable.get(i / 2)) : api.post("/balances/me/charges", "{\"amount\": 7}");
        });

        long paid = answers.stream()
                .filter(it -> it.status() == 201 && it.body().has("shipmentId"))
                .count();
        long charged = answers.stream()
                .filter(it -> it.status() == 201 && it.body().has("balance"))
                .count();
        assertThat(answers).extracting(Answer::status).containsOnly(201, 402);
        assertThat(charged).isEqualTo(50);
        assertThat(paid).isBetween(3L, 15L);
        assertThat(user.getFirst().balance()).isEqualByComparingTo(Long.toString(100 + 50 * 7 - paid * 30));
        Books.balance(one.sql());
    }

    @Test
    void theSameKeyChargesOnceWhenTwentyAskAtOnce() throws Exception {
        List<Answer> answers = Together.run(
                20,
                i -> user.get(i % 2)
                        .send("POST", "/balances/me/charges", "{\"amount\": 9}", Map.of("Idempotency-Key", "once")));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(user.getFirst().balance()).isEqualByComparingTo("9");
        Books.balance(one.sql());
    }
}
