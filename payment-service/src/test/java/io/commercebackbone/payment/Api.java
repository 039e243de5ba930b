package io.commercebackbone.payment;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.ServiceApi;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls the service over HTTP in the name of somebody. */
public final class Api extends ServiceApi {

    public Api(String baseUrl, @Nullable String token) {
        super(baseUrl, token);
    }

    /** Puts money into the caller's balance. */
    public void charge(long amount) {
        Answer answer = post("/balances/me/charges", "{\"amount\": %d}".formatted(amount));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
    }

    /** What the caller has. */
    public BigDecimal balance() {
        return get("/balances/me").body().path("balance").decimalValue();
    }

    /** Pays an order without a key. */
    public Answer pay(UUID order) {
        return post("/payments", "{\"orderId\": \"%s\"}".formatted(order));
    }

    /** Pays an order under a key. */
    public Answer pay(UUID order, String key) {
        return post("/payments", "{\"orderId\": \"%s\"}".formatted(order), key);
    }

    /** The shipment of an order of the caller. */
    public UUID shipmentOf(UUID order) {
        return UUID.fromString(get("/shipments?orderId=" + order)
                .body()
                .path("items")
                .get(0)
                .path("id")
                .asString());
    }
}
