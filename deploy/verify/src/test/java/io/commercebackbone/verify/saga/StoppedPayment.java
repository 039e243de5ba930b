package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.Suite;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.awaitility.Awaitility;

/** One payment that is stopped at a place, with a customer, a product and an order of its own. */
final class StoppedPayment {

    private static final int PRICE = 1_000;
    private static final int QUANTITY = 2;
    private static final int STOCK = 10;
    private static final int MONEY = 5_000;
    private static final String KEY = "first";

    private final Suite suite;
    private final Crash crash;
    private final boolean covered;
    private final boolean retried;
    private final Customer customer;
    private final UUID product;
    private final UUID order;
    private final Trap trap;
    private final CompletableFuture<Optional<Answer>> first;

    /**
     * Begins to pay.
     *
     * @param covered whether the balance covers it
     * @param retried whether the client asks again under its key; if not, nobody does, and the lease passes
     */
    StoppedPayment(Suite suite, Crash crash, boolean covered, boolean retried, Executor clients) {
        this.suite = suite;
        this.crash = crash;
        this.covered = covered;
        this.retried = retried;
        customer = Customer.of(suite);
        product = suite.newProduct(PRICE, STOCK);
        if (covered) {
            customer.charge(MONEY, KEY).require(201);
        }
        order = customer.ordered(product, QUANTITY);
        trap = Trap.at(crash.place(), suite, order, outcome(), covered ? "COMPLETED" : "FAILED");
        first = CompletableFuture.supplyAsync(this::payOnce, clients);
    }

    void awaitStopped() {
        trap.await();
    }

    void end() {
        trap.end(crash.lost());
    }

    /** What the interrupted call got, and that whoever comes later finds one truth. */
    void checkAndSettle() {
        Optional<Answer> answer = first.join();
        checkFirst(answer);
        Answer last = retried ? payUntilDecided(KEY) : leftAlone();
        assertThat(last.status()).as(toString()).isEqualTo(status());
        Awaitility.await(toString())
                .atMost(Trap.SOON)
                .untilAsserted(() -> assertThat(customer.status(order)).isEqualTo(outcome()));
        assertThat(suite.stock(product)).as(toString()).isEqualTo(covered ? STOCK - QUANTITY : STOCK);
        assertThat(customer.balance())
                .as(toString())
                .isEqualByComparingTo(Integer.toString(covered ? MONEY - PRICE * QUANTITY : 0));
        if (answer.isPresent() && answer.get().status() == status()) {
            assertThat(customer.pay(order, KEY).text("id"))
                    .as(toString())
                    .isEqualTo(answer.get().text("id"));
        }
    }

    private void checkFirst(Optional<Answer> answer) {
        if (crash.victim().isPaymentService()) {
            assertThat(answer).as(toString()).isEmpty();
        } else if (crash.isAnswered()) {
            assertThat(answer.orElseThrow().status()).as(toString()).isEqualTo(status());
        } else {
            assertThat(answer.orElseThrow().code()).as(toString()).isEqualTo("service-unavailable");
            assertThat(answer.orElseThrow().header("Retry-After"))
                    .as(toString())
                    .isNotEmpty();
        }
    }

    /** Nobody asks again: the lease decides what was not, and then the order can be paid anew. */
    private Answer leftAlone() {
        String expected = crash.isDecided() || crash.isAnswered() ? outcome() : "PENDING";
        Awaitility.await(toString()).atMost(Trap.SOON).until(() -> {
            suite.passLease(order);
            return customer.status(order).equals(expected);
        });
        return payUntilDecided(expected.equals("PENDING") ? "second" : KEY);
    }

    private Answer payUntilDecided(String key) {
        return Awaitility.await(toString())
                .atMost(Trap.SOON)
                .until(
                        () -> {
                            Optional<Answer> answer = payOnce(key);
                            if (answer.filter(it -> it.code().equals("payment-in-progress"))
                                    .isPresent()) {
                                suite.passLease(order);
                            }
                            return answer;
                        },
                        answer -> answer.filter(it -> it.status() == 201 || it.status() == 402)
                                .isPresent())
                .orElseThrow();
    }

    private Optional<Answer> payOnce() {
        return payOnce(KEY);
    }

    private Optional<Answer> payOnce(String key) {
        try {
            return Optional.of(customer.pay(order, key));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private int status() {
        return covered ? 201 : 402;
    }

    private String outcome() {
        return covered ? "PAID" : "CANCELLED";
    }

    @Override
    public String toString() {
        return "%s with %s balance, %s (order %s)"
                .formatted(crash, covered ? "enough" : "no", retried ? "asked again" : "left alone", order);
    }
}
