package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.Suite;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * An attempt that nobody will end, past its lease, and the scanner that is stopped while it has it given up. The scanner
 * does one order after the other, so only one of these can be stopped at a time.
 */
final class StoppedSettlement {

    /** Where the scanner is stopped. */
    enum Step {
        ABORT_COMMITS,
        ABORT_ANSWERED,
        SETTLEMENT_COMMITS
    }

    private final Suite suite;
    private final Customer customer;
    private final UUID order;
    private final Step step;
    private final boolean lost;
    private final Trap trap;

    /** Begins an attempt as payment-service does, and lets its lease pass as if payment-service had died then. */
    StoppedSettlement(Suite suite, Step step, boolean lost) {
        this.suite = suite;
        this.step = step;
        this.lost = lost;
        customer = Customer.of(suite);
        customer.charge(5_000, "charge").require(201);
        order = customer.ordered(suite.newProduct(1_000, 10), 1);
        suite.asPaymentService()
                .post("/internal/orders/" + order + "/payment-attempts", """
                    {"userId": "%s", "key": "first"}\
                    """.formatted(customer.id()))
                .require(200);
        trap = switch (step) {
            case ABORT_COMMITS -> Trap.of(suite.paymentCommits().hold(order, "ABORTED"));
            case ABORT_ANSWERED -> Trap.of(suite.toPayments().holdAnswer(Trap.about(order, "/abort")));
            case SETTLEMENT_COMMITS -> Trap.of(suite.orderCommits().hold(order, "PENDING"));
        };
        suite.passLease(order);
        trap.await();
    }

    void end() {
        trap.end(lost);
    }

    /** The order can be paid again, exactly once, under the key of the attempt that was given up. */
    void check() {
        Awaitility.await(toString())
                .atMost(Trap.SOON)
                .untilAsserted(() -> assertThat(customer.status(order)).isEqualTo("PENDING"));
        assertThat(suite.payments().read("select status from payments where order_id = ? and attempt = 1", order))
                .as(toString())
                .isEqualTo("ABORTED");
        Awaitility.await(toString())
                .atMost(Trap.SOON)
                .until(() -> customer.pay(order, "first").status() == 201);
        Awaitility.await(toString())
                .atMost(Trap.SOON)
                .untilAsserted(() -> assertThat(customer.status(order)).isEqualTo("PAID"));
        assertThat(customer.balance()).as(toString()).isEqualByComparingTo("4000");
    }

    @Override
    public String toString() {
        return "%s %s (order %s)".formatted(step, lost ? "lost" : "goes on", order);
    }
}
