package io.commercebackbone.load;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Payments over HTTP through both services, next to what the databases alone can do, limit and ours in turn. */
final class PaymentsScenario {

    private static final int CLIENTS = 32;

    /** Nobody pays as fast: so many orders are made for each second. */
    private static final int FASTEST = 6_000;

    private static final List<String> OTHERS = List.of("ranking-service", "cart-service", "dataplatform-service");

    private final Stack stack;
    private final Shop shop;
    private final Settings settings;
    private final Report report;

    PaymentsScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        List<Shop.User> users = shop.users(CLIENTS);
        shop.charge(users);
        UUID product = shop.products(1).getFirst();
        String ordersUrl = stack.database("orders");
        UnpaidOrders real = UnpaidOrders.of(ordersUrl, product, users);
        UnpaidOrders bare = UnpaidOrders.in(ordersUrl, PaymentLimit.ORDERS, users);
        PaymentLimit limit = PaymentLimit.prepare(ordersUrl, stack.database("payments"), users, bare);
        Series statements = series("limit: begin, pivot and completion, a statement and a commit each", limit::payer);
        Series ours = series("payment-service and order-service", shop.payers(users, real));
        report.progress("payments: stopping the consumers, which are services of their own");
        OTHERS.forEach(stack::stop);
        try {
            measure(statements, bare, ours, real);
        } finally {
            OTHERS.forEach(other -> stack.start(other, Map.of()));
        }
        statements.report(report, null);
        ours.report(report, statements);
    }

    private void measure(Series statements, UnpaidOrders bare, Series ours, UnpaidOrders real) throws Exception {
        List<Long> services = List.of(
                stack.entry("payment-service").pid(),
                stack.entry("order-service").pid());
        long postgres = stack.entry("postgres").pid();
        bare.fill(each(settings.seconds()));
        statements.warmUp(settings.seconds());
        real.fill(each(settings.warmUp()));
        ours.warmUp(settings.warmUp());
        for (int pair = 1; pair <= settings.pairs(); pair++) {
            report.progress("payments, pair " + pair + " of " + settings.pairs());
            bare.fill(each(settings.seconds()));
            statements.run(settings.seconds(), services, postgres);
            real.fill(each(settings.seconds()));
            ours.run(settings.seconds(), services, postgres);
        }
    }

    private static int each(int seconds) {
        return seconds * FASTEST / CLIENTS;
    }

    private Series series(String name, Load.Clients clients) {
        return new Series(name, seconds -> Load.run(CLIENTS, seconds, clients));
    }
}
