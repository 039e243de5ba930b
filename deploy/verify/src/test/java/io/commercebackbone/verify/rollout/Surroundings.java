package io.commercebackbone.verify.rollout;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.LocalService;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.verify.books.Books;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.suite.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Databases of a trial's own, with names that end alike, and settings of services on them.
 *
 * @param kafka bootstrap servers
 */
record Surroundings(String kafka, Database orders, Database payments) {

    private static final Duration SETTLED = Duration.ofMinutes(3);

    static Surroundings of(String kafka, String name) {
        return new Surroundings(kafka, database("orders_" + name), database("payments_" + name));
    }

    private static Database database(String name) {
        return new Database(LocalPostgres.shared().createDatabase(name), name);
    }

    Map<String, String> orderService(String paymentService) {
        return service(orders, "payment-service", paymentService);
    }

    Map<String, String> paymentService(String orderService) {
        return service(payments, "order-service", orderService);
    }

    private Map<String, String> service(Database database, String calls, String url) {
        Map<String, String> settings = new HashMap<>(LocalService.database(database.name()));
        settings.put("spring.kafka.bootstrap-servers", kafka);
        settings.put("backbone.calls." + calls + ".url", url);
        return settings;
    }

    /** A product of which there is enough. */
    UUID product(String gateway) {
        return UUID.fromString(new ServiceApi(gateway, LocalIssuer.shared().token(UUID.randomUUID(), "admin"))
                .post("/admin/products", "{\"name\": \"Kettle\", \"price\": 1000, \"stock\": 1000000}")
                .require(201)
                .text("id"));
    }

    /** How much of the product live orders hold. */
    int sold(UUID product) {
        return 1_000_000 - Integer.parseInt(orders.read("select stock from products where id = ?", product));
    }

    /** What is wrong in the books once all has settled. */
    List<Finding> findings() {
        return new Books(orders::open, payments::open, kafka, Duration.ofSeconds(40)).standing(SETTLED);
    }
}
