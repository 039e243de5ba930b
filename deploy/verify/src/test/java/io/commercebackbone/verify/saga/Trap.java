package io.commercebackbone.verify.saga;

import io.commercebackbone.verify.gate.Call;
import io.commercebackbone.verify.gate.Hold;
import io.commercebackbone.verify.suite.CommitGate.HeldCommit;
import io.commercebackbone.verify.suite.Suite;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** What stops one payment at one place, until it is told what becomes of it. */
interface Trap {

    Duration SOON = Duration.ofSeconds(60);

    /** Blocks until the payment is stopped. */
    void await();

    void goOn();

    void lose();

    default void end(boolean lost) {
        if (lost) {
            lose();
        } else {
            goOn();
        }
    }

    /**
     * Stops the next payment of an order.
     *
     * @param outcome the status that the order gets in the end
     * @param decision the status that the payment gets
     */
    static Trap at(Place place, Suite suite, UUID order, String outcome, String decision) {
        return switch (place) {
            case BEGIN_ASKED -> of(suite.toOrders().holdRequest(about(order, "/payment-attempts")));
            case BEGIN_COMMITS -> of(suite.orderCommits().hold(order, "PAYING"));
            case BEGIN_ANSWERED -> of(suite.toOrders().holdAnswer(about(order, "/payment-attempts")));
            case PIVOT_COMMITS -> of(suite.paymentCommits().hold(order, decision));
            case OUTCOME_TOLD -> of(suite.toOrders().holdRequest(about(order, "/payment-outcomes")));
            case OUTCOME_COMMITS -> of(suite.orderCommits().hold(order, outcome));
            case OUTCOME_ANSWERED -> of(suite.toOrders().holdAnswer(about(order, "/payment-outcomes")));
            case CLIENT_ANSWERED -> of(suite.clients().holdAnswer(about(order, "/payments")));
        };
    }

    static Predicate<Call> about(UUID order, String path) {
        return call -> call.names(order) && call.path().endsWith(path);
    }

    static Trap of(Hold hold) {
        return new Trap() {
            @Override
            public void await() {
                hold.await(SOON);
            }

            @Override
            public void goOn() {
                hold.release();
            }

            @Override
            public void lose() {
                hold.drop();
            }
        };
    }

    static Trap of(HeldCommit commit) {
        return new Trap() {
            @Override
            public void await() {
                commit.await(SOON);
            }

            @Override
            public void goOn() {
                commit.commit();
            }

            @Override
            public void lose() {
                commit.rollBack();
            }
        };
    }
}
