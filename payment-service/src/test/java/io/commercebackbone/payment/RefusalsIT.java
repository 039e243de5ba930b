package io.commercebackbone.payment;

import static io.commercebackbone.local.BadCall.body;
import static io.commercebackbone.local.BadCall.missing;
import static io.commercebackbone.local.BadCall.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.BadCall;
import io.commercebackbone.local.LocalPostgres;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is refused is refused as a problem with its code, and tells nothing of the inside. */
class RefusalsIT {

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start("payment_refusals", orders);
    private static final Api admin = service.admin();
    private static final UUID NOBODYS = UUID.randomUUID();

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @ParameterizedTest
    @MethodSource
    void isAProblem(BadCall call) {
        Answer answer = call.by(admin);

        assertThat(call.faultsOf(answer)).as(answer.text()).isEmpty();
    }

    static Stream<BadCall> isAProblem() {
        Stream<BadCall> own = Stream.of(
                query("/balances/me/entries?limit=0"),
                query("/balances/me/entries?limit=101"),
                query("/balances/me/entries?after=first"),
                query("/balances/me/entries/first"),
                query("/payments"),
                query("/payments?orderId=mine"),
                query("/payments/mine"),
                query("/shipments?orderId=mine"),
                missing("/balances/me/entries/7", "not-found"),
                missing("/payments/" + NOBODYS, "not-found"),
                body("POST", "/balances/me/charges", "{\"amount\":\"much\"}"),
                body("POST", "/balances/me/charges", "{\"amount\":[1]}"),
                body("POST", "/balances/me/charges", "{\"amount\":1e999999}"),
                body("POST", "/balances/me/charges", "{\"amount\":0.99}"),
                body("POST", "/balances/me/charges", "{\"amount\":1.001}"),
                body("POST", "/balances/me/charges", "{\"amount\":1,\"currency\":\"USD\"}"),
                body("POST", "/payments", "{}"),
                body("POST", "/payments", "{\"orderId\":\"mine\"}"),
                body("POST", "/payments", "{\"order_id\":\"" + NOBODYS + "\"}"),
                new BadCall("POST", "/payments", "{\"orderId\":\"" + NOBODYS + "\"}", Map.of(), 404, "order-not-found"),
                body("POST", "/admin/shipments/first/start", "{\"trackingNumber\":\"KR-1\"}"),
                body("POST", "/admin/shipments/" + NOBODYS + "/start", "{\"trackingNumber\":\" \"}"),
                body("POST", "/admin/shipments/" + NOBODYS + "/start", "{\"trackingNumber\":\"K\\u0000\"}"),
                new BadCall("POST", "/admin/shipments/" + NOBODYS + "/deliver", null, Map.of(), 404, "not-found"),
                new BadCall("POST", "/admin/shipments/first/deliver", null, Map.of(), 400, "validation-failed"));
        return Stream.concat(BadCall.ofEveryService("/balances/me/charges", "{\"amount\":1}"), own);
    }

    @Test
    void soIsWhoMayNotCall() {
        BadCall unknown = new BadCall("GET", "/balances/me", null, Map.of(), 401, "unauthorized");
        BadCall user = new BadCall("POST", "/admin/shipments/x/deliver", "{}", Map.of(), 403, "forbidden");
        BadCall internal = new BadCall("POST", "/internal/anything", "{}", Map.of(), 403, "forbidden");

        assertThat(unknown.faultsOf(unknown.by(service.anonymous()))).isEmpty();
        assertThat(unknown.by(service.anonymous()).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(user.faultsOf(user.by(service.as(UUID.randomUUID())))).isEmpty();
        assertThat(internal.faultsOf(internal.by(admin))).isEmpty();
    }

    @Test
    void withoutItsDatabaseItAsksToComeBackLater() {
        BadCall call = new BadCall("GET", "/balances/me", null, Map.of(), 503, "service-unavailable");
        LocalPostgres.shared().kill();
        try {
            Answer answer = call.by(admin);

            assertThat(call.faultsOf(answer)).as(answer.text()).isEmpty();
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        } finally {
            LocalPostgres.shared().restart();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/balances/me").status() == 200);
    }
}
