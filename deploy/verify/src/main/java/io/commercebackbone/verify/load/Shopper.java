package io.commercebackbone.verify.load;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.verify.load.Calls.Request;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One client with a few customers, who come by one after the other: charge, fill a cart, order, pay, change their minds. */
final class Shopper {

    private static final int MOST_TRIES = 8;
    private static final long PAUSE_NANOS = 800_000_000;
    private static final UUID ADMIN = UUID.fromString("6f1d7c1e-0b5a-4a53-8f56-0d7e8a4b9c11");

    private final int client;
    private final Calls calls;
    private final Market market;
    private final Mix mix;
    private final RandomGenerator lots;
    private final List<Person> people;
    private final Zipf popularity;
    private final Zipf eagerness;
    private final Person admin = new Person(ADMIN);
    private final String keys;
    private int keyed;
    private @Nullable String adminToken;

    /** @param keys what this client's idempotency keys begin with */
    Shopper(int client, Calls calls, Market market, Mix mix, List<Person> people, RandomGenerator lots, String keys) {
        this.client = client;
        this.calls = calls;
        this.market = market;
        this.mix = mix;
        this.people = people;
        this.lots = lots;
        this.keys = keys;
        this.popularity = new Zipf(market.products().size(), 0.9);
        this.eagerness = new Zipf(people.size(), 0.8);
    }

    /** One visit. */
    void visit() {
        Person person = people.get(eagerness.draw(lots));
        if (happens(mix.charge())) {
            insist(person, Requests.charge(person.nextAmount(), nextKey()));
        }
        List<Line> lines = market.lines(popularity, lots);
        fillCart(person, lines);
        String coupon = happens(mix.coupon()) ? coupon(person) : "";
        Operation placed = insist(person, Requests.order(lines, coupon, nextKey()));
        if (placed.isOk()) {
            goOn(person, placed.order());
            lookIntoCart(person, lines);
        }
    }

    private void fillCart(Person person, List<Line> lines) {
        for (Line line : lines) {
            if (happens(mix.cart())) {
                make(person, Requests.put(line));
            }
        }
        if (happens(mix.cart() / 2)) {
            make(person, Requests.put(new Line(market.product(popularity, lots), 1 + lots.nextInt(9))));
        }
    }

    /** A change of mind about what was just ordered: it stays in the cart although its order is about to be heard of. */
    private void lookIntoCart(Person person, List<Line> lines) {
        if (happens(mix.cart() / 4)) {
            make(person, Requests.put(new Line(lines.getFirst().product(), 1 + lots.nextInt(9))));
        }
        if (happens(mix.cart() / 8)) {
            make(person, Requests.drop(market.product(popularity, lots)));
        }
        if (happens(mix.cart() / 3)) {
            make(person, Requests.readCart());
        }
    }

    private String coupon(Person person) {
        return make(person, Requests.issue(market.campaign(), nextKey())).answer();
    }

    private void goOn(Person person, UUID order) {
        if (happens(mix.look())) {
            make(person, Requests.read(order));
        }
        if (happens(mix.pay())) {
            Operation paid = insist(person, Requests.pay(order, nextKey()));
            make(person, Requests.read(order));
            if (paid.isOk() && happens(mix.cancelPaid())) {
                cancel(person, order);
            } else if (paid.isOk() && happens(mix.ship())) {
                ship(person, order);
            }
        } else if (happens(mix.cancelUnpaid())) {
            cancel(person, order);
        }
    }

    private void cancel(Person person, UUID order) {
        if (make(person, Requests.cancel(order)).isOk()) {
            make(person, Requests.read(order));
        }
    }

    /** The shipment's id is read from the order's payment, past the history: it is not what is checked. */
    private void ship(Person person, UUID order) {
        calls.shipment(person, order).ifPresent(shipment -> {
            if (adminToken == null) {
                adminToken = LocalIssuer.shared().token(ADMIN, "admin");
            }
            calls.make(client, admin, adminToken, Requests.ship(order, shipment));
        });
    }

    /** Asks until there is an answer that decides, and now and then once more to hear it again. */
    private Operation insist(Person person, Request request) {
        Operation last = make(person, request);
        if (!mix.repeated().contains(request.action())) {
            return last;
        }
        for (int tries = 1; tries < MOST_TRIES && isOpen(last); tries++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            last = make(person, request);
        }
        if (last.isOk() && happens(mix.repeat())) {
            make(person, request);
        }
        return last;
    }

    /** Whether asking again may still bring about what was asked for. */
    private static boolean isOpen(Operation operation) {
        return operation.outcome() == Outcome.UNKNOWN
                || operation.status() == 0
                || operation.code().equals("order-intake-busy")
                || operation.code().equals("payment-in-progress")
                || operation.code().equals("idempotency-key-in-flight");
    }

    private Operation make(Person person, Request request) {
        return calls.make(client, person, request);
    }

    private boolean happens(int perCent) {
        return lots.nextInt(100) < perCent;
    }

    private String nextKey() {
        return keys + "-" + keyed++;
    }
}
