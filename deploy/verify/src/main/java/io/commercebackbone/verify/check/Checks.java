package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Books;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.books.PublishedEvents;
import io.commercebackbone.verify.books.Standing;
import io.commercebackbone.verify.faults.Traces;
import io.commercebackbone.verify.load.Market;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.parts.Addresses;
import io.commercebackbone.verify.parts.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * All checks of a run. Those that look at books and topics hold, after a moment, also while customers come and go; the
 * others need everybody to have left.
 */
public final class Checks implements AutoCloseable {

    /** How long after its time something may still be open: scanners look every second. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final List<Check> QUIET = List.of(
            new LagCheck(),
            new DeadLetterCheck(),
            new EventCheck(),
            new AnswerCheck(),
            new KeyCheck(),
            new ChargeCheck(),
            new OrderCheck(),
            new PaymentCheck(),
            new ReadCheck(),
            new StockCheck(),
            new RankingCheck(),
            new CartCheck(),
            new PlatformCheck());

    private final Addresses addresses;
    private final Market market;
    private final Traces traces;
    private final Supplier<List<Operation>> operations;
    private final Supplier<List<Platform.Call>> platform;
    private final Supplier<List<Disturbance>> disturbances;
    private final PublishedEvents events;
    private final Books books;

    public Checks(
            Addresses addresses,
            Market market,
            Traces traces,
            Supplier<List<Operation>> operations,
            Supplier<List<Platform.Call>> platform,
            Supplier<List<Disturbance>> disturbances) {
        this.addresses = addresses;
        this.market = market;
        this.traces = traces;
        this.operations = operations;
        this.platform = platform;
        this.disturbances = disturbances;
        this.events = PublishedEvents.of(Map.of("bootstrap.servers", addresses.bootstrapServers()), Books.TOPICS);
        this.books = new Books(addresses.orders(), addresses.payments(), events::all, GRACE);
    }

    /** What is wrong in a single snapshot of a database, at any moment whatever: money and stock are conserved in each. */
    public List<Finding> now() {
        return books.always();
    }

    /** What is wrong in the books and goes on being so. */
    public List<Finding> standing(Duration patience) {
        return Standing.of(patience, () -> found("books", books::check));
    }

    /** What is wrong anywhere and goes on being so, while nobody asks for anything. */
    public List<Finding> quiet(Duration patience) {
        return Standing.of(patience, this::all);
    }

    private List<Finding> all() {
        List<Finding> findings = new ArrayList<>(found("books", books::check));
        findings.addAll(found("run", this::besideTheBooks));
        return findings;
    }

    private List<Finding> besideTheBooks() throws Exception {
        Evidence evidence =
                Evidence.of(addresses, operations.get(), market, traces, platform.get(), disturbances.get());
        return QUIET.stream()
                .flatMap(check -> found(check.getClass().getSimpleName(), () -> check.of(evidence)).stream())
                .toList();
    }

    /** What could not be looked at is no reason to tell nothing of the rest. A thread that is to end still knows it then. */
    static List<Finding> found(String what, Callable<List<Finding>> check) {
        try {
            return check.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(notChecked(what, e));
        } catch (Exception e) {
            return List.of(notChecked(what, e));
        }
    }

    private static Finding notChecked(String what, Exception why) {
        return new Finding(Finding.NOT_CHECKED, what, why + (why.getCause() == null ? "" : ": " + why.getCause()));
    }

    @Override
    public void close() {
        events.close();
    }
}
