package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.verify.gate.Hold;
import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.Suite;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of the saga's parts is away for a while. */
class OutageIT {

    private final Suite suite = Suite.running();
    private final UUID product = suite.newProduct(1_000, 1_000);
    private final Customer customer = Customer.of(suite);

    @AfterEach
    void theBooksAreRight() {
        suite.requireRightBooks();
    }

    @Test
    void withoutKafkaOrdersArePaidByTheCallOrByTheLeaseAndEventsChangeNothingLater() {
        customer.charge(100_000, "charge").require(201);
        long cancelled = suite.broker().size(Topics.ORDER_CANCELLED);
        LocalKafka.shared().kill();

        UUID told = customer.ordered(product, 1);
        assertThat(customer.pay(told, "told").status()).isEqualTo(201);
        assertThat(customer.status(told)).isEqualTo("PAID");
        UUID tooDear = customer.ordered(product, 500);
        assertThat(customer.pay(tooDear, "too-dear").status()).isEqualTo(402);
        assertThat(customer.status(tooDear)).isEqualTo("CANCELLED");
        UUID untold = customer.ordered(product, 1);
        Hold outcome = suite.toOrders().holdRequest(Trap.about(untold, "/payment-outcomes"));
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> customer.pay(untold, "untold"));
        outcome.await(Trap.SOON);
        suite.orderService().kill();
        outcome.release();
        assertThat(answer.join().status()).isEqualTo(201);

        suite.startBoth();
        assertThat(customer.status(untold)).isEqualTo("PAYING");
        suite.passLease(untold);
        await().atMost(Trap.SOON).until(() -> customer.status(untold).equals("PAID"));

        LocalKafka.shared().restart();
        suite.requireRightBooks();
        suite.broker().awaitDrained("order-service", Topics.PAYMENT_COMPLETED);
        suite.broker().awaitDrained("order-service", Topics.PAYMENT_FAILED);
        assertThat(customer.status(told)).isEqualTo("PAID");
        assertThat(customer.status(untold)).isEqualTo("PAID");
        assertThat(customer.status(tooDear)).isEqualTo("CANCELLED");
        assertThat(suite.broker().size(Topics.ORDER_CANCELLED)).isEqualTo(cancelled + 1);
        assertThat(suite.stock(product)).isEqualTo(998);
        assertThat(customer.balance()).isEqualByComparingTo("98000");
    }

    @Test
    void withoutOrderServiceNothingIsPaidAndNothingDeducted() {
        customer.charge(5_000, "charge").require(201);
        UUID order = customer.ordered(product, 1);
        suite.orderService().kill();

        Answer refused = customer.pay(order, "away");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("service-unavailable");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(customer.balance()).isEqualByComparingTo("5000");
        assertThat(suite.payments().read("select count(*) from payments where order_id = ?", order))
                .isEqualTo("0");
        suite.startBoth();
        await().atMost(Trap.SOON).until(() -> customer.pay(order, "away").status() == 201);
        await().atMost(Trap.SOON).until(() -> customer.status(order).equals("PAID"));
    }

    @Test
    void withoutPaymentServiceOrdersArePlacedReadAndExpire() {
        suite.paymentService().kill();

        UUID kept = customer.ordered(product, 1);
        UUID expired = customer.ordered(product, 2);
        suite.passExpiry(expired);

        await().atMost(Trap.SOON).until(() -> customer.status(expired).equals("CANCELLED"));
        assertThat(customer.status(kept)).isEqualTo("PENDING");
        assertThat(suite.stock(product)).isEqualTo(999);
        suite.startBoth();
        customer.charge(5_000, "charge").require(201);
        assertThat(customer.pay(kept, "kept").status()).isEqualTo(201);
        assertThat(customer.status(kept)).isEqualTo("PAID");
        assertThat(customer.pay(expired, "expired").code()).isEqualTo("order-not-payable");
    }
}
