package io.commercebackbone.verify.run;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalServer;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.suite.Traffic;
import java.util.List;
import java.util.UUID;

/** Users order and pay through the gateway, each call under a key, while services are killed and started again. */
final class KilledUnderLoad {

    private static final int USERS = 4;
    private static final int ORDERS = 25;
    private static final int STOCK = 1_000_000;

    /** No order expires and no lease passes while a service starts, so that being away is all that can go wrong. */
    private static final String PATIENT = "{\"orders\": {\"payable-for\": \"1h\", \"payment\": {\"lease\": \"1h\"}}}";

    private final Installation installation;
    private final ServiceApi admin;
    private final UUID product;

    KilledUnderLoad(Installation installation) {
        this.installation = installation;
        installation.configure(Part.ORDERS, "SPRING_APPLICATION_JSON", PATIENT);
        installation.server(Part.ORDERS).start();
        admin = new ServiceApi(installation.gateway(), LocalIssuer.shared().token(UUID.randomUUID(), "admin"));
        product = UUID.fromString(
                admin.post("/admin/products", """
            {"name": "Kettle", "price": 1000, "stock": %d}\
            """.formatted(STOCK)).require(201).text("id"));
    }

    /**
     * What came of it.
     *
     * @param refused answers 503 with a time to try again at
     * @param failures every other answer that was no success, and calls without one
     * @param paid orders whose payment was answered
     * @param sold units that are gone from the stock; each order has one
     */
    record Outcome(int refused, List<String> failures, int paid, int sold) {}

    Outcome outcome() {
        try (Traffic traffic = Traffic.start(installation.gateway(), product, USERS)) {
            for (Part service : List.of(Part.ORDERS, Part.PAYMENTS, Part.ORDERS)) {
                traffic.awaitMore(ORDERS);
                LocalServer server = installation.server(service);
                server.kill();
                server.start();
            }
            traffic.awaitMore(ORDERS);
            traffic.stop();
            return new Outcome(traffic.again(), traffic.failures(), traffic.paid(), sold());
        }
    }

    private int sold() {
        return STOCK
                - admin.get("/products/" + product)
                        .require(200)
                        .body()
                        .path("stock")
                        .asInt();
    }
}
