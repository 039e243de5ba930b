package io.commercebackbone.verify.load;

import io.commercebackbone.local.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * One customer for whom everything must work at once: charges, fills his cart, orders, pays, and sees what it caused: the
 * order is paid, the cart empty, and the outside platform knows.
 */
public final class Probe {

    /** Number of the client in the history. */
    private static final int CLIENT = -1;

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Calls calls;
    private final Market market;
    private final Predicate<String> toldToPlatform;
    private final String keys;
    private final AtomicInteger number = new AtomicInteger();

    /** @param toldToPlatform whether the outside platform has taken the payment of this id */
    public Probe(String gateway, History history, Market market, Predicate<String> toldToPlatform, String keys) {
        this.calls = new Calls(Entrance.through(gateway), history, Clock.systemUTC());
        this.market = market;
        this.toldToPlatform = toldToPlatform;
        this.keys = keys;
    }

    /** Whether all of it works now; takes half a minute at most where it does not. */
    public boolean passes() {
        Person person = new Person(UUID.randomUUID());
        Line line = new Line(market.products().keySet().iterator().next(), 1);
        if (!make(person, Requests.charge(person.nextAmount(), nextKey())).isOk()
                || !make(person, Requests.put(line)).isOk()) {
            return false;
        }
        Operation order = make(person, Requests.order(List.of(line), "", nextKey()));
        if (!order.isOk()) {
            return false;
        }
        Operation payment = make(person, Requests.pay(order.order(), nextKey()));
        return payment.isOk()
                && soon(() ->
                        make(person, Requests.read(order.order())).answer().equals("PAID"))
                && soon(() -> isEmpty(make(person, Requests.readCart())))
                && soon(() -> toldToPlatform.test(payment.answer()));
    }

    private static boolean isEmpty(Operation read) {
        return read.isOk() && read.answer().isEmpty();
    }

    private static boolean soon(BooleanSupplier condition) {
        return Waiting.until(SOON, condition);
    }

    private Operation make(Person person, Calls.Request request) {
        return calls.make(CLIENT, person, request);
    }

    private String nextKey() {
        return keys + "-probe-" + number.incrementAndGet();
    }
}
