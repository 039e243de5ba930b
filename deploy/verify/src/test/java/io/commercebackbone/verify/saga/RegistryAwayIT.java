package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Commands;
import io.commercebackbone.local.LocalRegistry;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.Suite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shop, while order-service holds events against their schemas and the registry is away. */
class RegistryAwayIT {

    private final Suite suite = Suite.running();
    private final Customer customer = Customer.of(suite);
    private final UUID product = suite.newProduct(1_000, 100);
    private final long deadLetters = deadLetters();

    @AfterEach
    void nobodyChecksAgain() {
        check("off", "http://localhost:1");
    }

    @Test
    void ordersArePaidOnWhatIsKnownOfTheSchemasAndOnNothing() throws IOException {
        customer.charge(100_000, "charge").require(201);
        try (LocalRegistry registry = LocalRegistry.start()) {
            // as a deployment does, with what the build has made for it
            Commands.run(List.of(
                    Commands.java(), "-jar", Suite.jar("deploy/schemas").toString(), "--registry", registry.url()));
            check("enforce", registry.url());
            orderAndPay();
            await().atMost(Trap.SOON).until(() -> checked("fits") > 0);

            registry.kill();
            double known = checked("fits");
            orderAndPay();
            await().atMost(Trap.SOON).until(() -> checked("fits") > known);
            assertThat(checked("unchecked")).isZero();

            suite.orderService().kill();
            suite.startBoth();
            orderAndPay();
            await().atMost(Trap.SOON).until(() -> checked("unchecked") > 0);
        }
        assertThat(deadLetters()).isEqualTo(deadLetters);
        suite.requireRightBooks();
    }

    /** Ordered, paid, and the events of it read. */
    private void orderAndPay() {
        UUID order = customer.ordered(product, 1);
        customer.pay(order, order.toString()).require(201);
        assertThat(customer.status(order)).isEqualTo("PAID");
        suite.requireRightBooks();
        suite.broker().awaitDrained("order-service", Topics.PAYMENT_COMPLETED);
    }

    private void check(String validation, String registry) {
        suite.orderService().stop();
        suite.orderService().set("backbone.schemas.validation", validation).set("backbone.schemas.registry", registry);
        suite.startBoth();
    }

    private double checked(String outcome) {
        String metrics = new ServiceApi(suite.orderService().url(), null)
                .send("GET", "/actuator/prometheus", null, Map.of("Accept", "text/plain"))
                .require(200)
                .text();
        return Pattern.compile("(?m)^backbone_schemas_events_total\\{[^}]*outcome=\"" + outcome + "\"[^}]*} (\\S+)$")
                .matcher(metrics)
                .results()
                .mapToDouble(it -> Double.parseDouble(it.group(1)))
                .sum();
    }

    private long deadLetters() {
        return Topics.all().stream()
                .filter(topic -> topic.endsWith("-dlq"))
                .mapToLong(suite.broker()::size)
                .sum();
    }
}
