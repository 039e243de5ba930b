package io.commercebackbone.verify.observe;

import java.util.List;
import java.util.Locale;

/** What goes wrong, in this order, and which alerts have to say so. First what needs a calm before: error budgets remember. */
enum Mishap {
    REDIS_KILLED(
            "Redis is killed",
            "started again",
            "ConsumerWaits",
            "ServiceFails",
            "ErrorBudgetBurnsFast",
            "ErrorBudgetBurnsSlowly"),
    SERVICE_KILLED("cart-service is killed", "started again", "ServiceDown"),
    PLATFORM_FAILING("the outside platform answers 503", "it answers well", "BreakerOpen"),
    BROKER_KILLED("the only broker is killed", "started again", "BrokerDown", "EventsWait"),
    PAYMENTS_LOCKED(
            "a session holds a lock on payment-service's table of payments", "the session ends", "PaymentsStuck"),
    REFUNDS_LOCKED("a session holds a lock on payment-service's table of refunds", "the session ends", "RefundsWait"),
    RELAY_LOCKED(
            "a session takes the lock by which payment-service's instances agree who relays",
            "the session ends",
            "NobodyRelays"),
    POISON("records that nobody can read are on order-created", "the letters are discarded", "DeadLetters"),
    TOPIC_TOO_SMALL(
            "order-cancelled takes only records of 64 bytes",
            "it takes all again, parked keys are tried",
            "KeysParked"),
    CONSUMER_FROZEN("ranking-service is frozen, and a day's events are published again", "it goes on", "LagGrows"),
    COPIES_KILLED(
            "a second broker, with copies and with partitions that no other has, is killed",
            "started again",
            "UnderReplicated",
            "PartitionsOffline"),
    DISK_NEARLY_FULL("nine tenths of the broker's disk are taken", "there is room again", "DiskFills"),
    RESTORED_TOO_FAR(
            "an order whose shipment has left is cancelled in the database, as an unlucky restore leaves it",
            "none: the alert is about an hour",
            "RefundsRefused");

    private final String what;
    private final String recovery;
    private final String alerts;

    Mishap(String what, String recovery, String... alerts) {
        this.what = what;
        this.recovery = recovery;
        this.alerts = String.join(" ", alerts);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    String what() {
        return what;
    }

    /** What ends it, for people. */
    String recovery() {
        return recovery;
    }

    /** Their names: all of them have to fire because of it, and to end after it. */
    List<String> alerts() {
        return List.of(alerts.split(" ", -1));
    }
}
