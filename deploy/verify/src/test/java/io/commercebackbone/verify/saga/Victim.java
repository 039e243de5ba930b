package io.commercebackbone.verify.saga;

import io.commercebackbone.verify.suite.Suite;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Who is killed, and what then can become of what a payment was stopped at. */
enum Victim {
    PAYMENT_SERVICE,
    ORDER_SERVICE,
    BOTH;

    /** The places at which what was stopped can be lost in this crash: a message, or a commit of who dies. */
    private Set<Place> lost() {
        return switch (this) {
            case PAYMENT_SERVICE ->
                EnumSet.of(
                        Place.BEGIN_ASKED,
                        Place.BEGIN_ANSWERED,
                        Place.PIVOT_COMMITS,
                        Place.OUTCOME_TOLD,
                        Place.OUTCOME_ANSWERED,
                        Place.CLIENT_ANSWERED);
            case ORDER_SERVICE -> EnumSet.of(Place.BEGIN_COMMITS, Place.OUTCOME_COMMITS);
            case BOTH -> EnumSet.allOf(Place.class);
        };
    }

    /** The places at which it can go on all the same: on its way already, or in the database's hands. */
    private Set<Place> goesOn() {
        return switch (this) {
            case PAYMENT_SERVICE ->
                EnumSet.of(
                        Place.BEGIN_ASKED,
                        Place.BEGIN_COMMITS,
                        Place.PIVOT_COMMITS,
                        Place.OUTCOME_TOLD,
                        Place.OUTCOME_COMMITS);
            case ORDER_SERVICE -> EnumSet.complementOf(EnumSet.of(Place.BEGIN_ASKED));
            case BOTH -> EnumSet.of(Place.BEGIN_COMMITS, Place.PIVOT_COMMITS, Place.OUTCOME_COMMITS);
        };
    }

    Stream<Crash> crashes() {
        return Stream.concat(
                lost().stream().map(place -> new Crash(this, place, true)),
                goesOn().stream().map(place -> new Crash(this, place, false)));
    }

    boolean isPaymentService() {
        return this != ORDER_SERVICE;
    }

    boolean isOrderService() {
        return this != PAYMENT_SERVICE;
    }

    void kill(Suite suite) {
        if (isPaymentService()) {
            suite.paymentService().kill();
        }
        if (isOrderService()) {
            suite.orderService().kill();
        }
    }
}
