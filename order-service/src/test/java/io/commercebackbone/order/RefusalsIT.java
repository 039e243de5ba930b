package io.commercebackbone.order;

import static io.commercebackbone.local.BadCall.body;
import static io.commercebackbone.local.BadCall.missing;
import static io.commercebackbone.local.BadCall.query;
import static io.commercebackbone.order.coupons.CouponFixtures.terms;
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

    private static final RunningService service = RunningService.start("order_refusals");
    private static final Api admin = service.admin();
    private static final UUID NOBODYS = UUID.randomUUID();
    private static final String FIXED = "\"discountType\":\"FIXED\",\"discountValue\":5,";

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @MethodSource
    void isAProblem(BadCall call) {
        Answer answer = call.by(admin);

        assertThat(call.faultsOf(answer)).as(answer.text()).isEmpty();
    }

    static Stream<BadCall> isAProblem() {
        Stream<BadCall> own = Stream.of(
                query("/products?limit=0"),
                query("/products?limit=101"),
                query("/products?limit=many"),
                query("/products?sort=colour"),
                query("/products?after=first"),
                query("/products?after=" + NOBODYS),
                query("/products/first"),
                query("/orders?status=LOST"),
                query("/orders?after=first"),
                query("/orders?limit=99999999999999999999"),
                query("/orders/first"),
                query("/admin/products/" + NOBODYS + "/stock-adjustments/first"),
                missing("/products/" + NOBODYS, "not-found"),
                missing("/orders/" + NOBODYS, "not-found"),
                missing("/admin/products/" + NOBODYS + "/stock-adjustments", "not-found"),
                body("POST", "/admin/products", "{\"name\":7.5,\"price\":\"much\",\"stock\":1}"),
                body("POST", "/admin/products", "{\"name\":\"pen\",\"price\":1,\"stock\":1.5}"),
                body("POST", "/admin/products", "{\"name\":\"pen\",\"price\":1e999999,\"stock\":1}"),
                body("POST", "/admin/products", "{\"name\":\"p\\u0000n\",\"price\":1,\"stock\":1}"),
                body("POST", "/admin/products", "{\"name\":\"pen\",\"price\":1,\"stock\":1,\"currency\":\"USD\"}"),
                body("PATCH", "/admin/products/" + NOBODYS, "{}"),
                body("PATCH", "/admin/products/" + NOBODYS, "{\"stock\":5}"),
                body("PATCH", "/admin/products/" + NOBODYS, "{\"price\":-1}"),
                body("POST", "/admin/products/first/stock-adjustments", "{\"delta\":1,\"reason\":\"r\"}"),
                body("POST", "/admin/products/" + NOBODYS + "/stock-adjustments", "{\"delta\":1,\"reason\":\" \"}"),
                new BadCall(
                        "POST",
                        "/admin/products/" + NOBODYS + "/stock-adjustments",
                        "{\"delta\":1,\"reason\":\"r\"}",
                        Map.of(),
                        404,
                        "not-found"),
                body("POST", "/orders", "{\"items\":[]}"),
                body("POST", "/orders", "{\"items\":\"pen\"}"),
                body("POST", "/orders", "{\"items\":[null]}"),
                body("POST", "/orders", "{\"items\":[{\"productId\":\"pen\",\"quantity\":1}]}"),
                body("POST", "/orders", "{\"items\":[{\"productId\":\"" + NOBODYS + "\",\"quantity\":0}]}"),
                body("POST", "/orders", order("\"coupon_id\":\"" + NOBODYS + "\"")),
                body("POST", "/orders", order("\"couponId\":\"mine\"")),
                new BadCall("POST", "/orders", order("\"couponId\":null"), Map.of(), 404, "product-not-found"),
                new BadCall("POST", "/orders/" + NOBODYS + "/cancel", null, Map.of(), 404, "not-found"),
                missing("/coupons/" + NOBODYS, "not-found"),
                new BadCall("POST", "/coupons/" + NOBODYS + "/issue", null, Map.of(), 404, "not-found"),
                body("POST", "/admin/coupons", terms(FIXED + "\"totalQuantity\":0")),
                body("POST", "/admin/coupons", terms(FIXED + "\"totalQuantity\":1,\"currency\":\"USD\"")),
                body("POST", "/admin/coupons", terms(FIXED + "\"totalQuantity\":1,\"min_order_amount\":5")));
        return Stream.concat(
                BadCall.ofEveryService("/admin/products", "{\"name\":\"pen\",\"price\":1,\"stock\":1}"), own);
    }

    @Test
    void soIsWhoMayNotCall() {
        BadCall unknown = new BadCall("GET", "/products", null, Map.of(), 401, "unauthorized");
        BadCall user = new BadCall("POST", "/admin/products", "{}", Map.of(), 403, "forbidden");
        BadCall internal = new BadCall("POST", "/internal/anything", "{}", Map.of(), 403, "forbidden");

        assertThat(unknown.faultsOf(unknown.by(service.anonymous()))).isEmpty();
        assertThat(unknown.by(service.anonymous()).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(user.faultsOf(user.by(service.as(UUID.randomUUID())))).isEmpty();
        assertThat(internal.faultsOf(internal.by(admin))).isEmpty();
    }

    @Test
    void withoutItsDatabaseItAsksToComeBackLater() {
        BadCall call = new BadCall("GET", "/products", null, Map.of(), 503, "service-unavailable");
        LocalPostgres.shared().kill();
        try {
            Answer answer = call.by(admin);

            assertThat(call.faultsOf(answer)).as(answer.text()).isEmpty();
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        } finally {
            LocalPostgres.shared().restart();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/products").status() == 200);
    }

    private static String order(String more) {
        return "{\"items\":[{\"productId\":\"" + NOBODYS + "\",\"quantity\":1}]," + more + "}";
    }
}
