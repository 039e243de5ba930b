package io.commercebackbone.verify.suite;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.ServiceApi;
import java.math.BigDecimal;
import java.util.UUID;

/** Somebody who orders and pays, each call at the service that answers it; payments go through the client's gate. */
public record Customer(UUID id, ServiceApi orders, ServiceApi payments) {

    public static Customer of(Suite suite) {
        UUID id = UUID.randomUUID();
        String token = LocalIssuer.shared().token(id);
        return new Customer(
                id,
                new ServiceApi(suite.orderService().url(), token),
                new ServiceApi(suite.clients().url(), token));
    }

    public Answer charge(long amount, String key) {
        return payments.post("/balances/me/charges", "{\"amount\": %d}".formatted(amount), key);
    }

    public Answer order(UUID product, int quantity) {
        return orders.post("/orders", """
            {"items": [{"productId": "%s", "quantity": %d}]}\
            """.formatted(product, quantity));
    }

    /** Orders, which must succeed. */
    public UUID ordered(UUID product, int quantity) {
        return UUID.fromString(order(product, quantity).require(201).text("id"));
    }

    public Answer pay(UUID order, String key) {
        return payments.post("/payments", "{\"orderId\": \"%s\"}".formatted(order), key);
    }

    public Answer cancel(UUID order) {
        return orders.post("/orders/" + order + "/cancel", "");
    }

    public String status(UUID order) {
        return orders.get("/orders/" + order).require(200).text("status");
    }

    public BigDecimal balance() {
        return payments.get("/balances/me").require(200).body().path("balance").decimalValue();
    }

    /** The shipment of a paid order. */
    public UUID shipment(UUID order) {
        return UUID.fromString(payments.get("/shipments?orderId=" + order)
                .require(200)
                .body()
                .path("items")
                .get(0)
                .path("id")
                .asString());
    }
}
