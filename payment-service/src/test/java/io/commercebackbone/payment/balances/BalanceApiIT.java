package io.commercebackbone.payment.balances;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.payment.Api;
import io.commercebackbone.payment.Books;
import io.commercebackbone.payment.PlayedOrderService;
import io.commercebackbone.payment.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BalanceApiIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start("balance_api", orders);

    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @AfterEach
    void booksBalance() {
        Books.balance(service.sql());
    }

    @Test
    void aNewUserHasNothing() {
        Answer answer = user.get("/balances/me");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("userId").asString()).isEqualTo(userId.toString());
        assertThat(answer.body().path("balance").toString()).isEqualTo("0");
        assertThat(user.get("/balances/me/entries").body().path("items").size()).isZero();
    }

    @Test
    void aChargeIsAddedAndItsEntryCanBeRead() {
        user.charge(1_000);

        Answer charged = charge("250.50");

        assertThat(charged.status()).isEqualTo(201);
        assertThat(charged.body().path("balance").toString()).isEqualTo("1250.5");
        assertThat(user.balance()).isEqualByComparingTo("1250.5");
        JsonNode entry = user.get(charged.header("Location")).body();
        assertThat(entry.path("type").asString()).isEqualTo("CHARGE");
        assertThat(entry.path("amount").toString()).isEqualTo("250.5");
        assertThat(entry.path("balanceAfter").toString()).isEqualTo("1250.5");
        assertThat(entry.path("number").asLong()).isEqualTo(2);
        assertThat(entry.path("reference").asString()).isNotBlank();
        assertThat(entry.path("at").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10000000", "1.01", "1.10"})
    void whatIsAllowedIsCharged(String amount) {
        assertThat(charge(amount).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "0.99", "10000000.01", "1.001", "1e999999", "null", "\"much\"", "{}"})
    void whatIsNotAllowedIsRefusedAndChangesNothing(String amount) {
        Answer refused = charge(amount);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(user.balance()).isZero();
    }

    @Test
    void theSameKeyChargesOnceAndAnswersAsTheFirstTime() {
        Answer first = charge("100", "key of " + userId);
        user.charge(50);

        Answer again = charge("100.00", "key of " + userId);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(user.balance()).isEqualByComparingTo("150");
    }

    @Test
    void aKeyStandsForOneAmountOnly() {
        charge("100", "k");

        Answer refused = charge("200", "k");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("idempotency-key-reused");
        assertThat(user.balance()).isEqualByComparingTo("100");
    }

    @Test
    void aKeyBelongsToItsUser() {
        charge("100", "k");
        Api other = service.as(UUID.randomUUID());

        Answer charged = other.send("POST", "/balances/me/charges", "{\"amount\": 7}", Map.of("Idempotency-Key", "k"));

        assertThat(charged.body().path("balance").toString()).isEqualTo("7");
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        for (String key : List.of("", "x".repeat(201))) {
            Answer refused = charge("100", key);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("idempotency-key-invalid");
        }
        assertThat(user.balance()).isZero();
    }

    @Test
    void theLedgerIsReadLatestFirstInPages() {
        for (int i = 1; i <= 5; i++) {
            user.charge(i);
        }

        JsonNode first = user.get("/balances/me/entries?limit=3").body();
        JsonNode second = user.get("/balances/me/entries?limit=3&after=" + first.path("next"))
                .body();

        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.path("items").valueStream())
                        .map(entry -> entry.path("amount").asInt()))
                .containsExactly(5, 4, 3, 2, 1);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "after=last"})
    void anInvalidPageIsRefused(String query) {
        assertThat(user.get("/balances/me/entries?" + query).code()).isEqualTo("validation-failed");
    }

    @Test
    void somebodyElsesEntryIsNotFound() {
        user.charge(5);

        Answer hidden = service.as(UUID.randomUUID()).get("/balances/me/entries/1");

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.code()).isEqualTo("not-found");
    }

    private Answer charge(String amount) {
        return user.post("/balances/me/charges", "{\"amount\": %s}".formatted(amount));
    }

    private Answer charge(String amount, String key) {
        return user.send(
                "POST", "/balances/me/charges", "{\"amount\": %s}".formatted(amount), Map.of("Idempotency-Key", key));
    }
}
