package io.commercebackbone.verify.callers;

import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.ServiceApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes for each operation a request that is granted to the right caller: its body is the example of the description, its
 * path names something that is there, of the user where something is anybody's.
 */
final class Wishes {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOTHING = "";
    private static final String NO_LETTER = "order-created-dlq:0:999999999";

    private final UUID id;
    private final ServiceApi user;
    private final ServiceApi admin;
    private final UUID product;
    private final UUID secret = UUID.randomUUID();
    private final Set<String> marks = new HashSet<>();

    /**
     * @param id of the user
     * @param user who calls the gateway, as does {@code admin}
     */
    Wishes(UUID id, ServiceApi user, ServiceApi admin) {
        this.id = id;
        this.user = user;
        this.admin = admin;
        this.product = UUID.fromString(created(admin.post("/admin/products", """
            {"name": "Kettle", "price": 1000, "stock": 1000}\
            """)));
        marks.add(id.toString());
        marks.add(secret.toString());
    }

    /** Ids that nobody but the user may see. */
    Set<String> marks() {
        return Set.copyOf(marks);
    }

    Wish of(Operation operation) {
        String path = operation.path();
        return switch (operation.name()) {
            case "POST /orders" -> new Wish(path, order());
            case "GET /orders" -> {
                ordered();
                yield new Wish(path, null);
            }
            case "GET /orders/{id}", "GET /orders/{id}/timeline", "POST /orders/{id}/cancel" ->
                new Wish(path.replace("{id}", ordered()), null);
            case "GET /products/{id}", "GET /rankings/products/{id}" -> of(path, product.toString(), null);
            case "PATCH /admin/products/{id}",
                    "GET /admin/products/{id}/stock-adjustments",
                    "POST /admin/products/{id}/stock-adjustments" -> of(path, product.toString(), operation.example());
            case "GET /admin/products/{id}/stock-adjustments/{number}" -> new Wish(adjusted(), null);
            case "POST /admin/coupons" -> new Wish(path, campaignTerms());
            case "GET /coupons/{id}", "POST /coupons/{id}/issue" -> of(path, campaign(), null);
            case "GET /coupons/mine" -> {
                issued();
                yield new Wish(path, null);
            }
            case "GET /coupons/mine/{id}" -> of(path, issued(), null);
            case "POST /payments" -> new Wish(path, "{\"orderId\": \"%s\"}".formatted(ordered()));
            case "GET /payments/{id}" -> of(path, paid().payment(), null);
            case "GET /payments", "GET /shipments" -> new Wish(path + "?orderId=" + paid().order(), null);
            case "GET /balances/me/entries" -> {
                paid();
                yield new Wish(path, null);
            }
            case "GET /balances/me/entries/{number}" -> new Wish(charged(), null);
            case "POST /admin/shipments/{id}/start" -> of(path, paid().shipment(), operation.example());
            case "POST /admin/shipments/{id}/deliver" -> of(path, started().shipment(), null);
            case "GET /carts/me",
                    "DELETE /carts/me",
                    "PUT /carts/me/items/{productId}",
                    "DELETE /carts/me/items/{productId}" -> {
                put(secret);
                JsonNode body = operation.example();
                yield new Wish(path.replace("{productId}", product.toString()), body == null ? null : body.toString());
            }
            case "POST /admin/ranking-service/rebuild", "POST /admin/ranking-service/rebuild/abort" -> {
                awaitNoRebuild();
                yield new Wish(path, null);
            }
            case "GET /admin/ranking-service/rebuild" -> {
                admin.post("/admin/ranking-service/rebuild", "{}");
                yield new Wish(path, null);
            }
            default -> operation.isInternal() ? internal(operation) : operators(operation);
        };
    }

    /** Told or asked again of an order for which all of it is true already, so that nothing changes; or begun. */
    private Wish internal(Operation operation) {
        boolean begins = operation.path().endsWith("/payment-attempts");
        Paid what = begins ? new Paid(ordered(), NOTHING, NOTHING) : delivered();
        ObjectNode body =
                (ObjectNode) Objects.requireNonNull(operation.example()).deepCopy();
        fill(body, what);
        body.path("payments").forEach(each -> fill((ObjectNode) each, what));
        return new Wish(operation.path().replace("{orderId}", what.order()), body.toString());
    }

    private void fill(ObjectNode body, Paid what) {
        replace(body, "orderId", what.order());
        replace(body, "paymentId", what.payment());
        replace(body, "shipmentId", what.shipment());
        replace(body, "userId", id.toString());
    }

    private Wish operators(Operation operation) {
        String path = operation.path();
        if (path.endsWith("/dead-letters/{id}")) {
            return of(path, NO_LETTER, null);
        }
        if (path.endsWith("/dead-letters/replay") || path.endsWith("/dead-letters/discard")) {
            return new Wish(path, "{\"dryRun\": true, \"id\": \"%s\", \"reason\": \"tried\"}".formatted(NO_LETTER));
        }
        if (path.endsWith("/outbox/republish")) {
            return new Wish(path, "{\"dryRun\": true, \"orderId\": \"%s\"}".formatted(UUID.randomUUID()));
        }
        if (path.contains("{")) {
            throw new IllegalStateException("what does " + operation + " stand for?");
        }
        JsonNode example = operation.example();
        return new Wish(path, example == null ? null : example.toString());
    }

    /** An order that was paid. */
    private record Paid(String order, String payment, String shipment) {}

    private Paid paid() {
        charged();
        String order = ordered();
        Answer answer = user.post("/payments", "{\"orderId\": \"%s\"}".formatted(order));
        return new Paid(order, mark(created(answer)), mark(answer.text("shipmentId")));
    }

    private Paid started() {
        Paid paid = paid();
        admin.post("/admin/shipments/" + paid.shipment() + "/start", "{\"trackingNumber\": \"T1\"}")
                .require(200);
        await().atMost(SOON).until(() -> statusOf(paid).equals("SHIPPING"));
        return paid;
    }

    private Paid delivered() {
        Paid started = started();
        admin.post("/admin/shipments/" + started.shipment() + "/deliver", NOTHING)
                .require(200);
        await().atMost(SOON).until(() -> statusOf(started).equals("DELIVERED"));
        return started;
    }

    private String statusOf(Paid paid) {
        return user.get("/orders/" + paid.order()).text("status");
    }

    private String ordered() {
        return mark(created(user.post("/orders", order())));
    }

    private String order() {
        return """
            {"items": [{"productId": "%s", "quantity": 1}]}\
            """.formatted(product);
    }

    private String charged() {
        return user.post("/balances/me/charges", "{\"amount\": 1000000}")
                .require(201)
                .header("Location");
    }

    private String adjusted() {
        return admin.post("/admin/products/" + product + "/stock-adjustments", """
                    {"delta": 1, "reason": "found"}\
                    """)
                .require(201)
                .header("Location");
    }

    private String campaign() {
        return created(admin.post("/admin/coupons", campaignTerms()));
    }

    private static String campaignTerms() {
        Instant now = Instant.now();
        return """
            {"name": "Spring", "discountType": "FIXED", "discountValue": 100, "totalQuantity": 100,
             "validFrom": "%s", "validUntil": "%s"}\
            """.formatted(now.minusSeconds(60), now.plusSeconds(3_600));
    }

    private String issued() {
        return mark(created(user.post("/coupons/" + campaign() + "/issue", NOTHING)));
    }

    private void put(UUID item) {
        user.send("PUT", "/carts/me/items/" + item, "{\"quantity\": 1}").require(200);
    }

    private void awaitNoRebuild() {
        await().atMost(SOON)
                .until(() -> !admin.get("/admin/ranking-service/rebuild")
                        .text("state")
                        .equals("RUNNING"));
    }

    private String mark(String secretId) {
        marks.add(secretId);
        return secretId;
    }

    private static Wish of(String path, String id, @Nullable JsonNode body) {
        return new Wish(path.replace("{id}", id), body == null ? null : body.toString());
    }

    private static void replace(ObjectNode body, String field, String value) {
        if (body.has(field)) {
            body.put(field, value);
        }
    }

    private static String created(Answer answer) {
        return answer.require(201).text("id");
    }
}
