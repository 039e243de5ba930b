package io.commercebackbone.verify.run;

import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Provokes every refusal of the public interface, through the gateway. */
final class EveryCode {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NOTHING = "";

    private final Installation installation;
    private final UUID id = UUID.randomUUID();
    private final ServiceApi user;
    private final ServiceApi other;
    private final ServiceApi admin;
    private final ServiceApi nobody;
    private final UUID product;

    EveryCode(Installation installation) {
        this.installation = installation;
        user = new ServiceApi(installation.gateway(), LocalIssuer.shared().token(id));
        other = new ServiceApi(installation.gateway(), LocalIssuer.shared().token(UUID.randomUUID()));
        admin = new ServiceApi(installation.gateway(), LocalIssuer.shared().token(UUID.randomUUID(), "admin"));
        nobody = new ServiceApi(installation.gateway(), null);
        product = created(admin.post("/admin/products", """
            {"name": "Kettle", "price": 1000, "stock": 10}\
            """));
    }

    /** A call and how it must be refused. */
    record Refusal(int status, String code, Supplier<Answer> call) {

        @Override
        public String toString() {
            return status + " " + code;
        }
    }

    /** All but those of a service that is away or hurried. An order that is being paid stays so for a few seconds only. */
    List<Refusal> refusals() {
        return List.of(
                new Refusal(401, "unauthorized", () -> nobody.get("/orders")),
                new Refusal(403, "forbidden", () -> user.post("/admin/products", "{}")),
                new Refusal(400, "validation-failed", () -> admin.post("/admin/products", "{}")),
                new Refusal(404, "not-found", () -> user.get("/products/" + UUID.randomUUID())),
                new Refusal(404, "not-found", () -> other.get("/orders/" + ordered(1))),
                new Refusal(405, "method-not-allowed", () -> user.send("DELETE", "/orders", null)),
                new Refusal(406, "not-acceptable", () -> sent(Map.of("Accept", "text/html"))),
                new Refusal(415, "unsupported-media-type", () -> sent(Map.of("Content-Type", "text/plain"))),
                new Refusal(413, "content-too-large", () -> user.post("/orders", "x".repeat(2_000_000))),
                new Refusal(400, "idempotency-key-invalid", () -> sent(Map.of("Idempotency-Key", "x".repeat(500)))),
                new Refusal(422, "idempotency-key-reused", this::keyReused),
                new Refusal(404, "product-not-found", () -> order(user, UUID.randomUUID(), 1)),
                new Refusal(409, "insufficient-stock", () -> order(user, product, 11)),
                new Refusal(409, "insufficient-stock", this::moreTakenThanThereIs),
                new Refusal(409, "coupon-not-usable", this::strangeCoupon),
                new Refusal(409, "coupon-sold-out", () -> issue(user, soldOut())),
                new Refusal(409, "coupon-already-issued", () -> issue(other, soldOut())),
                new Refusal(
                        409,
                        "coupon-not-active",
                        () -> issue(user, campaign(Instant.now().plus(1, ChronoUnit.DAYS)))),
                new Refusal(404, "order-not-found", () -> pay(UUID.randomUUID(), "stranger")),
                new Refusal(402, "insufficient-balance", () -> pay(ordered(3), "no-money")),
                new Refusal(409, "order-being-paid", () -> user.post("/orders/" + beingPaid() + "/cancel", NOTHING)),
                new Refusal(409, "payment-in-progress", () -> pay(beingPaid(), "second")),
                new Refusal(409, "order-not-payable", this::payCancelled),
                new Refusal(409, "order-not-cancellable", () -> user.post("/orders/" + shipped() + "/cancel", NOTHING)),
                new Refusal(409, "shipment-not-deliverable", this::deliverTooEarly),
                new Refusal(409, "shipment-not-startable", this::startTwice),
                new Refusal(400, "validation-failed", () -> user.get("/rankings?window=forever")),
                new Refusal(400, "validation-failed", () -> user.send("PUT", "/carts/me/items/" + product, "{}")));
    }

    /** What a client gets while payment-service is away, and under a key at work from one that waits for nobody. */
    List<Refusal> refusalsOfAnotherPaymentService() {
        return List.of(
                new Refusal(503, "service-unavailable", () -> {
                    installation.configure(Part.PAYMENTS, "BACKBONE_IDEMPOTENCY_PATIENCE", "100ms");
                    return pay(UUID.randomUUID(), "nobody-there");
                }),
                new Refusal(409, "idempotency-key-in-flight", () -> {
                    installation.server(Part.PAYMENTS).start();
                    return chargeUnderAKeyAtWork();
                }));
    }

    private Answer chargeUnderAKeyAtWork() {
        charge("before").require(201);
        try (Connection connection = installation.addresses().payments().open();
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            lockBalance(connection);
            Future<Answer> first = thread.submit(() -> charge("at-work"));
            await().atMost(SOON).until(() -> somebodyWaits(connection));
            Answer second = charge("at-work");
            connection.rollback();
            first.get().require(201);
            return second;
        } catch (SQLException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException("A charge could not be held", e);
        }
    }

    private void lockBalance(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select balance from balances where user_id = ? for update")) {
            lock.setObject(1, id);
            lock.execute();
        }
    }

    private static boolean somebodyWaits(Connection connection) throws SQLException {
        try (PreparedStatement waiting = connection.prepareStatement("""
                select exists (select from pg_stat_activity
                               where datname = current_database() and wait_event_type = 'Lock')\
                """);
                ResultSet row = waiting.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private Answer charge(String key) {
        return user.post("/balances/me/charges", "{\"amount\": 1000}", key);
    }

    private Answer sent(Map<String, String> headers) {
        return user.send("POST", "/orders", order(product, 1), headers);
    }

    private Answer keyReused() {
        user.post("/orders", order(product, 1), "reused");
        return user.post("/orders", order(product, 2), "reused");
    }

    private Answer moreTakenThanThereIs() {
        return admin.post("/admin/products/" + product + "/stock-adjustments", """
            {"delta": -1000, "reason": "LOST"}\
            """);
    }

    private Answer strangeCoupon() {
        return user.post("/orders", """
            {"items": [{"productId": "%s", "quantity": 1}], "couponId": "%s"}\
            """.formatted(product, UUID.randomUUID()));
    }

    private UUID campaign(Instant from) {
        return created(admin.post("/admin/coupons", """
                    {"name": "Spring", "discountType": "FIXED", "discountValue": 100, "totalQuantity": 1,
                     "validFrom": "%s", "validUntil": "%s"}\
                    """.formatted(from, from.plus(1, ChronoUnit.DAYS))));
    }

    /** A campaign whose only coupon the other user has. */
    private UUID soldOut() {
        UUID campaign = campaign(Instant.now().minus(1, ChronoUnit.HOURS));
        created(issue(other, campaign));
        return campaign;
    }

    private static Answer issue(ServiceApi whom, UUID campaign) {
        return whom.post("/coupons/" + campaign + "/issue", NOTHING);
    }

    /** An order whose payment has begun, by a payment-service that then does nothing more. */
    private UUID beingPaid() {
        UUID order = ordered(1);
        ServiceApi paymentService = new ServiceApi(
                installation.url(Part.ORDERS), LocalIssuer.shared().serviceToken("payment-service"));
        paymentService
                .post("/internal/orders/" + order + "/payment-attempts", """
            {"userId": "%s", "key": "first"}\
            """.formatted(id))
                .require(200);
        return order;
    }

    private Answer payCancelled() {
        UUID order = ordered(1);
        user.post("/orders/" + order + "/cancel", NOTHING).require(200);
        return pay(order, "too-late");
    }

    /** The shipment of an order that was just paid. */
    private UUID shipment(UUID order) {
        user.post("/balances/me/charges", "{\"amount\": 1000}").require(201);
        return UUID.fromString(pay(order, "paid-" + order).require(201).text("shipmentId"));
    }

    private Answer start(UUID shipment) {
        return admin.post("/admin/shipments/" + shipment + "/start", "{\"trackingNumber\": \"T1\"}");
    }

    private UUID shipped() {
        UUID order = ordered(1);
        start(shipment(order)).require(200);
        await().atMost(SOON)
                .until(() -> user.get("/orders/" + order).text("status").equals("SHIPPING"));
        return order;
    }

    private Answer deliverTooEarly() {
        return admin.post("/admin/shipments/" + shipment(ordered(1)) + "/deliver", NOTHING);
    }

    private Answer startTwice() {
        UUID shipment = shipment(ordered(1));
        start(shipment).require(200);
        admin.post("/admin/shipments/" + shipment + "/deliver", NOTHING).require(200);
        return start(shipment);
    }

    private UUID ordered(int quantity) {
        return created(order(user, product, quantity));
    }

    private Answer pay(UUID order, String key) {
        return user.post("/payments", "{\"orderId\": \"%s\"}".formatted(order), key);
    }

    private static Answer order(ServiceApi whom, UUID product, int quantity) {
        return whom.post("/orders", order(product, quantity));
    }

    private static String order(UUID product, int quantity) {
        return """
            {"items": [{"productId": "%s", "quantity": %d}]}\
            """.formatted(product, quantity);
    }

    private static UUID created(Answer answer) {
        return UUID.fromString(answer.require(201).text("id"));
    }
}
