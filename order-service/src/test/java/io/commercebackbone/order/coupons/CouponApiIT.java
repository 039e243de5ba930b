package io.commercebackbone.order.coupons;

import static io.commercebackbone.order.coupons.CouponFixtures.issued;
import static io.commercebackbone.order.coupons.CouponFixtures.newCampaign;
import static io.commercebackbone.order.coupons.CouponFixtures.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CouponApiIT {

    private static final RunningService service = RunningService.start("coupon_api");

    private final Api admin = service.admin();
    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aCampaignIsCreatedWhereItsLocationSays() {
        Answer created = admin.post("/admin/coupons", """
                {"name": "봄", "discountType": "RATE", "discountValue": 12.50, "minOrderAmount": 10000,
                 "maxDiscountAmount": 3000, "totalQuantity": 100, "validFrom": "2026-01-01T00:00:00Z",
                 "validUntil": "2999-01-01T09:00:00+09:00"}""");

        assertThat(created.status()).isEqualTo(201);
        JsonNode campaign = created.body();
        assertThat(campaign.path("name").asString()).isEqualTo("봄");
        assertThat(campaign.path("discountType").asString()).isEqualTo("RATE");
        assertThat(campaign.path("discountValue").toString()).isEqualTo("12.5");
        assertThat(campaign.path("minOrderAmount").toString()).isEqualTo("10000");
        assertThat(campaign.path("maxDiscountAmount").toString()).isEqualTo("3000");
        assertThat(campaign.path("totalQuantity").asInt()).isEqualTo(100);
        assertThat(campaign.path("issuedQuantity").asInt()).isZero();
        assertThat(campaign.path("validUntil").asString()).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(user.get(created.header("Location")).body()).isEqualTo(campaign);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"discountType\": \"FIXED\", \"totalQuantity\": 1",
                "\"discountType\": \"HALF\", \"discountValue\": 1, \"totalQuantity\": 1",
                "\"discountType\": \"FIXED\", \"discountValue\": 0, \"totalQuantity\": 1",
                "\"discountType\": \"FIXED\", \"discountValue\": 0.001, \"totalQuantity\": 1",
                "\"discountType\": \"RATE\", \"discountValue\": 100.01, \"totalQuantity\": 1",
                "\"discountType\": \"RATE\", \"discountValue\": 1, \"totalQuantity\": 0",
                "\"discountType\": \"RATE\", \"discountValue\": 1, \"totalQuantity\": 1000001",
                "\"discountType\": \"RATE\", \"discountValue\": 1, \"totalQuantity\": 1, \"minOrderAmount\": -1",
                "\"discountType\": \"RATE\", \"discountValue\": 1, \"totalQuantity\": 1, \"maxDiscountAmount\": 0"
            })
    void anInvalidCampaignIsRefused(String terms) {
        Answer refused = admin.post("/admin/coupons", terms(terms));

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"validFrom\": \"2026-01-01T00:00:00Z\", \"validUntil\": \"2026-01-01T00:00:00Z\"",
                "\"validFrom\": \"2026-01-01T00:00:00Z\", \"validUntil\": \"+100000-01-01T00:00:00Z\"",
                "\"validFrom\": \"-5000-01-01T00:00:00Z\", \"validUntil\": \"2999-01-01T00:00:00Z\"",
                "\"validFrom\": \"today\", \"validUntil\": \"2999-01-01T00:00:00Z\"",
                "\"validFrom\": \"2026-01-01T00:00:00Z\""
            })
    void aCampaignInAnImpossibleTimeIsRefused(String times) {
        Answer refused = admin.post("/admin/coupons", """
                {"name": "x", "discountType": "FIXED", "discountValue": 1, "totalQuantity": 1, %s}""".formatted(times));

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
    }

    @Test
    void onlyAdminsStartCampaigns() {
        assertThat(user.post("/admin/coupons", "{}").status()).isEqualTo(403);
        assertThat(service.anonymous().get("/coupons/mine").status()).isEqualTo(401);
    }

    @Test
    void whatDoesNotExistOrIsSomebodyElsesIsNotFound() {
        UUID unknown = UUID.randomUUID();
        UUID elses = issued(service.as(UUID.randomUUID()), newCampaign(admin, 1, 1));
        for (Answer answer : List.of(
                user.get("/coupons/" + unknown),
                user.post("/coupons/" + unknown + "/issue", ""),
                user.get("/coupons/mine/" + elses))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
    }

    @Test
    void aCouponIsIssuedOnceToAUserUntilThereAreNoMore() {
        UUID campaign = newCampaign(admin, 500, 1);

        Answer issued = user.post("/coupons/" + campaign + "/issue", "");

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.body().path("couponId").asString()).isEqualTo(campaign.toString());
        assertThat(issued.body().path("status").asString()).isEqualTo("AVAILABLE");
        assertThat(user.get(issued.header("Location")).body()).isEqualTo(issued.body());
        for (int again = 0; again < 3; again++) {
            assertRefused(user.post("/coupons/" + campaign + "/issue", ""), "coupon-already-issued");
            assertRefused(service.as(UUID.randomUUID()).post("/coupons/" + campaign + "/issue", ""), "coupon-sold-out");
        }
        assertThat(user.get("/coupons/" + campaign)
                        .body()
                        .path("issuedQuantity")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aSoldOutCampaignAsksTheDatabaseNoMore() {
        UUID campaign = newCampaign(admin, 500, 1);
        issued(user, campaign);
        assertRefused(service.as(UUID.randomUUID()).post("/coupons/" + campaign + "/issue", ""), "coupon-sold-out");
        long groups = groups();

        for (int i = 0; i < 5; i++) {
            assertRefused(service.as(UUID.randomUUID()).post("/coupons/" + campaign + "/issue", ""), "coupon-sold-out");
        }

        assertThat(groups()).isEqualTo(groups);
    }

    @Test
    void aCampaignThatIsOverIssuesNothingAndStaysSo() {
        String issue = campaignIn("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z") + "/issue";

        Answer refused = user.post(issue, "", "a key");

        assertRefused(refused, "coupon-not-active");
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(user.post(issue, "", "a key").essence()).isEqualTo(refused.essence());
    }

    @Test
    void aCampaignThatHasNotBegunSaysWhenToComeAgainAndIsTriedAnewUnderTheKey() {
        String location = campaignIn(Instant.now().plusSeconds(3_600).toString(), "2999-01-01T00:00:00Z");

        Answer early = user.post(location + "/issue", "", "a key");
        service.sql()
                .sql("update campaigns set valid_from = now() where id = ?")
                .param(UUID.fromString(location.substring("/coupons/".length())))
                .update();

        assertRefused(early, "coupon-not-active");
        assertThat(Integer.parseInt(early.header("Retry-After"))).isBetween(3_000, 3_600);
        assertThat(user.post(location + "/issue", "", "a key").status()).isEqualTo(201);
    }

    @Test
    void theWalletShowsWhatCanBeUsedWhatIsUsedAndWhatHasExpired() {
        UUID product = admin.newProduct("pen", 1_000, 10);
        UUID usedOne = issued(user, newCampaign(admin, 100, 1));
        UUID over = newCampaign(admin, 100, 1);
        UUID expired = issued(user, over);
        UUID available = issued(user, newCampaign(admin, 100, 1));
        Answer order = user.post("/orders", orderWith(product, 1, usedOne));
        end(over);

        assertThat(wallet("")).containsExactly(available + " AVAILABLE", expired + " EXPIRED", usedOne + " USED");
        assertThat(wallet("&status=AVAILABLE")).containsExactly(available + " AVAILABLE");
        assertThat(wallet("&status=EXPIRED")).containsExactly(expired + " EXPIRED");
        assertThat(wallet("&status=USED")).containsExactly(usedOne + " USED");
        assertThat(user.get("/coupons/mine/" + usedOne).body().path("orderId"))
                .isEqualTo(order.body().path("id"));
        assertThat(user.get("/coupons/mine?status=GONE").code()).isEqualTo("validation-failed");
    }

    @Test
    void anOrderIsCheaperByItsCoupon() {
        UUID product = admin.newProduct("pen", 1_999, 10);
        Answer created = admin.post("/admin/coupons", terms("""
                "discountType": "RATE", "discountValue": 15, "totalQuantity": 1"""));
        UUID coupon = issued(user, UUID.fromString(created.body().path("id").asString()));

        Answer placed = user.post("/orders", orderWith(product, 3, coupon));

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.body().path("couponId").asString()).isEqualTo(coupon.toString());
        assertThat(placed.body().path("totalAmount").toString()).isEqualTo("5997");
        assertThat(placed.body().path("discountAmount").toString()).isEqualTo("899");
        assertThat(placed.body().path("paymentAmount").toString()).isEqualTo("5098");
        assertThat(user.get(placed.header("Location")).body()).isEqualTo(placed.body());
    }

    @Test
    void aCouponThatCannotBeUsedLeavesTheOrderUnplaced() {
        UUID product = admin.newProduct("pen", 1_000, 10);
        UUID elses = issued(service.as(UUID.randomUUID()), newCampaign(admin, 100, 1));
        UUID usedOne = issued(user, newCampaign(admin, 100, 1));
        user.post("/orders", orderWith(product, 1, usedOne));
        UUID over = newCampaign(admin, 100, 1);
        UUID expired = issued(user, over);
        end(over);
        Answer demanding = admin.post("/admin/coupons", terms("""
                "discountType": "FIXED", "discountValue": 1, "minOrderAmount": 1001, "totalQuantity": 1"""));
        UUID unmet = issued(user, UUID.fromString(demanding.body().path("id").asString()));

        for (UUID coupon : List.of(elses, usedOne, expired, unmet, UUID.randomUUID())) {
            assertRefused(user.post("/orders", orderWith(product, 1, coupon)), "coupon-not-usable");
        }
        assertThat(service.count("select stock from products where id = ?", product))
                .isEqualTo(9);
        assertThat(wallet("&status=AVAILABLE")).containsExactly(unmet + " AVAILABLE");
    }

    private String campaignIn(String from, String until) {
        return admin.post("/admin/coupons", """
                {"name": "x", "discountType": "FIXED", "discountValue": 1, "totalQuantity": 1, "validFrom": "%s",
                 "validUntil": "%s"}""".formatted(from, until)).header("Location");
    }

    private static String orderWith(UUID product, int quantity, UUID coupon) {
        return """
                {"items": [{"productId": "%s", "quantity": %d}], "couponId": "%s"}""".formatted(product, quantity, coupon);
    }

    private static long groups() {
        return service.bean(MeterRegistry.class)
                .get("coupons.batch.size")
                .summary()
                .count();
    }

    private static void end(UUID campaign) {
        service.sql()
                .sql("update campaigns set valid_until = now() where id = ?")
                .param(campaign)
                .update();
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo(code);
    }

    /** Follows the pages to their end. */
    private List<String> wallet(String query) {
        List<String> coupons = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = user.get("/coupons/mine?limit=1" + query + after).body();
            page.path("items")
                    .forEach(it -> coupons.add(
                            it.path("id").asString() + " " + it.path("status").asString()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        return coupons;
    }
}
