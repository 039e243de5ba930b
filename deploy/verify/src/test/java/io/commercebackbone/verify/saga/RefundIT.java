package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.verify.gate.Hold;
import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.Suite;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attempt that wakes up after its order was cancelled. */
class RefundIT {

    private final Suite suite = Suite.running();
    private final UUID product = suite.newProduct(1_000, 10);
    private final Customer customer = Customer.of(suite);

    @AfterEach
    void theBooksAreRight() {
        suite.requireRightBooks();
    }

    @Test
    void anAttemptThatWakesUpAfterItWasGivenUpTakesNoMoney() {
        Sleeper sleeper = new Sleeper();

        sleeper.begun().release();

        Answer answer = sleeper.answer().join();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("payment-in-progress");
        assertThat(customer.pay(sleeper.order(), "again").code()).isEqualTo("order-not-payable");
        assertThat(customer.balance()).isEqualByComparingTo("5000");
        assertThat(suite.stock(product)).isEqualTo(10);
    }

    /**
     * By its own rules the saga never takes money for a cancelled order. It can when payment-service's database is restored
     * from a backup and has forgotten what was given up: then the money goes back, once, whoever dies meanwhile.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moneyThatACancelledOrderCannotTakeIsGivenBackOnce(boolean lost) {
        Sleeper sleeper = new Sleeper();
        UUID order = sleeper.order();
        assertThat(suite.payments().change("delete from payments where order_id = ? and status = 'ABORTED'", order))
                .isEqualTo(1);
        Trap refund = Trap.of(suite.paymentCommits().hold(order, "CANCELLED"));

        sleeper.begun().release();
        refund.await();
        assertThat(sleeper.answer().join().status()).isEqualTo(201);
        suite.paymentService().kill();
        refund.end(lost);
        suite.startBoth();

        await().atMost(Trap.SOON)
                .untilAsserted(() -> assertThat(customer.balance()).isEqualByComparingTo("5000"));
        assertThat(customer.status(order)).isEqualTo("CANCELLED");
        assertThat(suite.stock(product)).isEqualTo(10);
        await().atMost(Trap.SOON)
                .until(() -> suite.orders()
                        .read("select count(*) from orders where refund_due_since is not null")
                        .equals("0"));
    }

    /** A payment that slept between begin and pivot while its attempt was given up and its order expired. */
    private final class Sleeper {

        private final UUID order;
        private final Hold begun;
        private final CompletableFuture<Answer> answer;

        Sleeper() {
            customer.charge(5_000, "charge").require(201);
            order = customer.ordered(product, 2);
            begun = suite.toOrders().holdAnswer(Trap.about(order, "/payment-attempts"));
            answer = CompletableFuture.supplyAsync(() -> customer.pay(order, "slept"));
            begun.await(Trap.SOON);
            suite.passLease(order);
            await().atMost(Trap.SOON).until(() -> customer.status(order).equals("PENDING"));
            suite.passExpiry(order);
            await().atMost(Trap.SOON).until(() -> customer.status(order).equals("CANCELLED"));
        }

        UUID order() {
            return order;
        }

        Hold begun() {
            return begun;
        }

        CompletableFuture<Answer> answer() {
            return answer;
        }
    }
}
