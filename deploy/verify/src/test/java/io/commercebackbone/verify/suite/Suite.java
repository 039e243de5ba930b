package io.commercebackbone.verify.suite;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.AtOnce;
import io.commercebackbone.local.ExecutableJar;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.LocalService;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.verify.books.Books;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.gate.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Order-service and payment-service in processes of their own, from their executable jars, with real PostgreSQL, Kafka and
 * tokens, and a gate on each way: from clients to payment-service, and between the two in both directions. Started when
 * first asked for; all tests of this JVM share it, and each leaves both services running.
 */
public final class Suite {

    /** No time-out ends what a gate holds. */
    private static final Map<String, String> PATIENT = Map.of(
            "spring.datasource.hikari.maximum-pool-size", "40",
            "spring.datasource.hikari.connection-timeout", "60000",
            "spring.datasource.hikari.data-source-properties.socketTimeout", "600",
            "backbone.outbox.leader-interval", "100ms",
            "backbone.outbox.retry-interval", "100ms",
            "backbone.topics.retry-interval", "200ms",
            "backbone.consumer.max-backoff", "500ms");

    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final SharedBroker broker = SharedBroker.with(Topics.all(), Topics.PARTITIONS);
    private final Database orders = database("orders");
    private final Database payments = database("payments");
    private final LocalService orderService = service("order-service", orders);
    private final LocalService paymentService = service("payment-service", payments);
    private final Gate clients = Gate.before(paymentService.url());
    private final Gate toOrders = Gate.before(orderService.url());
    private final Gate toPayments = Gate.before(paymentService.url());
    private final CommitGate orderCommits;
    private final CommitGate paymentCommits;

    private static final class Holder {
        private static final Suite SHARED = new Suite();
    }

    private Suite() {
        // no lease passes by itself: a test that wants one to pass moves the time in its row
        call(orderService, "payment-service", toPayments)
                .set("orders.payment.lease", "1h")
                .set("orders.payment.scan-interval", "100ms")
                .set("orders.payable-for", "1h");
        call(paymentService, "order-service", toOrders).set("shipments.confirm-interval", "200ms");
        // what is held for one payment holds no other
        orderService.set("orders.payment.max-batch", "1");
        paymentService.set("payments.max-batch", "1").set("payments.orders.max-told", "1");
        startBoth();
        orderCommits = CommitGate.before(orders, "orders.id");
        paymentCommits = CommitGate.before(payments, "payments.order_id", "shipments.order_id");
    }

    /** Both services and the broker, running, and nothing held, whatever a test that failed has left. */
    public static Suite running() {
        Holder.SHARED.recover();
        return Holder.SHARED;
    }

    private void recover() {
        Stream.of(clients, toOrders, toPayments).forEach(Gate::open);
        Stream.of(orderCommits, paymentCommits).forEach(CommitGate::open);
        if (!LocalKafka.shared().running()) {
            LocalKafka.shared().restart();
        }
        startBoth();
    }

    /** Starts what does not run, at the same time. */
    public void startBoth() {
        AtOnce.run(Stream.of(orderService, paymentService)
                .filter(service -> !service.running())
                .map(service -> service::start));
    }

    public LocalService orderService() {
        return orderService;
    }

    public LocalService paymentService() {
        return paymentService;
    }

    /** From clients to payment-service. */
    public Gate clients() {
        return clients;
    }

    /** From payment-service to order-service. */
    public Gate toOrders() {
        return toOrders;
    }

    /** From order-service to payment-service. */
    public Gate toPayments() {
        return toPayments;
    }

    /** Order-service's database. */
    public Database orders() {
        return orders;
    }

    /** Payment-service's database. */
    public Database payments() {
        return payments;
    }

    public CommitGate orderCommits() {
        return orderCommits;
    }

    public CommitGate paymentCommits() {
        return paymentCommits;
    }

    public SharedBroker broker() {
        return broker;
    }

    /** Order-service's interface for other services, as payment-service calls it. */
    public ServiceApi asPaymentService() {
        return new ServiceApi(orderService.url(), LocalIssuer.shared().serviceToken("payment-service"));
    }

    /** An admin at a service. */
    public ServiceApi admin(LocalService service) {
        return new ServiceApi(service.url(), LocalIssuer.shared().token(UUID.randomUUID(), "admin"));
    }

    public UUID newProduct(int price, int stock) {
        return UUID.fromString(admin(orderService)
                .post("/admin/products", """
                    {"name": "Kettle", "price": %d, "stock": %d}\
                    """.formatted(price, stock))
                .require(201)
                .text("id"));
    }

    public int stock(UUID product) {
        return Integer.parseInt(orders.read("select stock from products where id = ?", product));
    }

    /** Lets the lease of an order that is being paid have passed. */
    public void passLease(UUID order) {
        orders.change(
                "update orders set lease_until = now() - interval '1 second' where id = ? and status = 'PAYING'",
                order);
    }

    /** Lets the time in which an unpaid order can be paid have passed. */
    public void passExpiry(UUID order) {
        orders.change(
                "update orders set expires_at = now() - interval '1 second' where id = ? and status = 'PENDING'",
                order);
    }

    public Books books() {
        return new Books(orders::open, payments::open, broker.bootstrapServers(), Duration.ofSeconds(10));
    }

    /** Fails, with all that differs, unless the books are right once all has settled. */
    public void requireRightBooks() {
        List<Finding> findings = books().standing(SETTLED);
        if (!findings.isEmpty()) {
            throw new AssertionError("The books are wrong:\n"
                    + String.join("\n", findings.stream().map(Object::toString).toList()));
        }
    }

    private LocalService service(String name, Database database) {
        Map<String, String> settings = new HashMap<>(PATIENT);
        settings.putAll(LocalService.database(database.name()));
        settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
        return LocalService.ofJar(name, jar(name), settings);
    }

    /** No breaker opens: what one test makes fail decides nothing in the next. */
    private static LocalService call(LocalService service, String target, Gate gate) {
        String calls = "backbone.calls." + target + ".";
        return service.set(calls + "url", gate.url())
                .set(calls + "read-timeout", "5m")
                .set(calls + "max-concurrent", "200")
                .set(calls + "breaker.window", "10000")
                .set(calls + "breaker.minimum-calls", "10000");
    }

    private static Database database(String name) {
        return new Database(LocalPostgres.shared().createDatabase(name), name);
    }

    /** What the build has made of a service's module, whose directory is a sibling of this module's parent. */
    public static Path jar(String module) {
        Path directory = Path.of("..", "..", module).toAbsolutePath().normalize();
        try {
            return ExecutableJar.of(directory)
                    .orElseThrow(
                            () -> new IllegalStateException(directory + " is not built: mvn -am -pl deploy/verify"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
