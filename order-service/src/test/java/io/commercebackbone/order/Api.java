package io.commercebackbone.order;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.ServiceApi;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls the service over HTTP in the name of somebody. */
public final class Api extends ServiceApi {

    public Api(String baseUrl, @Nullable String token) {
        super(baseUrl, token);
    }

    /** Adds a product as an admin and returns its id. */
    public UUID newProduct(String name, int price, int stock) {
        Answer answer = post("/admin/products", """
                {"name": "%s", "price": %d, "stock": %d}""".formatted(name, price, stock));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return UUID.fromString(answer.body().path("id").asString());
    }

    /** Orders some of one product. */
    public Answer order(UUID product, int quantity) {
        return post("/orders", """
                {"items": [{"productId": "%s", "quantity": %d}]}""".formatted(product, quantity));
    }
}
