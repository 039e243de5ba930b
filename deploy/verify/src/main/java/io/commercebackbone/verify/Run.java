package io.commercebackbone.verify;

import io.commercebackbone.verify.check.Checks;
import io.commercebackbone.verify.check.Disturbance;
import io.commercebackbone.verify.faults.Deck;
import io.commercebackbone.verify.faults.Kind;
import io.commercebackbone.verify.faults.Traces;
import io.commercebackbone.verify.load.Entrance;
import io.commercebackbone.verify.load.History;
import io.commercebackbone.verify.load.Load;
import io.commercebackbone.verify.load.Market;
import io.commercebackbone.verify.load.Mix;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.load.Probe;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.report.RunReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One run against a started installation: load, faults, checks. */
public final class Run {

    private static final Duration CALM = Duration.ofSeconds(3);
    private static final Duration STANDING = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final Settings settings;
    private final Mix mix;
    private final Installation installation;
    private final Violations violations = new Violations();
    private final Traces traces = new Traces();
    private final History history;
    private final Market market;
    private final Set<Kind> possible = EnumSet.noneOf(Kind.class);

    /**
     * A run that has not begun; its market is open.
     *
     * @param installation running
     */
    public Run(Settings settings, Installation installation) throws IOException {
        this(
                settings,
                settings.hurried() ? Mix.hurried(settings.repeated()) : Mix.usual(settings.repeated()),
                installation);
    }

    /** As the other, with other customers. */
    public Run(Settings settings, Mix mix, Installation installation) throws IOException {
        this.settings = settings;
        this.mix = mix;
        this.installation = installation;
        this.history = new History(installation.directory().resolve("history.jsonl"));
        this.market = Market.open(installation.gateway(), settings.products(), Clock.systemUTC());
        possible.addAll(settings.faults());
        possible.removeAll(Deck.impossible(installation).keySet());
    }

    /** Runs it to its end and tells what came of it. */
    public RunReport go() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        String kafka = installation.addresses().bootstrapServers();
        try (history;
                Deck deck = new Deck(installation, possible, settings.targets(), traces, settings.seed())) {
            Rounds rounds = new Rounds(installation, deck, probe(), violations);
            try (Checks checks = checks(rounds::disturbances);
                    Sampler sampler = new Sampler(
                            history, kafka, begun, () -> violations.add("snapshots while it runs", checks.now()))) {
                try (Load load = load()) {
                    load.start();
                    attack(begun, rounds, checks, load);
                }
                finish(checks);
                return report(begun, rounds, sampler, history.operations());
            }
        }
    }

    private Probe probe() {
        return new Probe(installation.gateway(), history, market, installation.platform()::took, "v" + settings.seed());
    }

    private Load load() {
        List<Entrance> entrances = new ArrayList<>(List.of(Entrance.through(installation.gateway())));
        if (settings.pastGateway()) {
            entrances.add(past());
        }
        return new Load(entrances, history, market, mix, settings.seed(), settings.clients(), settings.rate());
    }

    private Entrance past() {
        String orders = installation.url(Part.ORDERS);
        String payments = installation.url(Part.PAYMENTS);
        return new Entrance(
                installation.gateway(),
                Map.of(
                        "/orders", orders,
                        "/coupons", orders,
                        "/payments", payments,
                        "/balances", payments,
                        "/shipments", payments,
                        "/carts", installation.url(Part.CART)));
    }

    /**
     * All checks against what this run has left behind, to be asked again after it; closed by the caller.
     *
     * @param disturbances when something was wrong
     */
    public Checks checks(Supplier<List<Disturbance>> disturbances) {
        return new Checks(
                installation.addresses(),
                market,
                traces,
                history::operations,
                installation.platform()::calls,
                disturbances);
    }

    /** What customers did and were told. */
    public List<Operation> operations() {
        return history.operations();
    }

    private void attack(Instant begun, Rounds rounds, Checks checks, Load load) throws InterruptedException {
        Instant end = begun.plus(settings.lasts());
        TimeUnit.MILLISECONDS.sleep(CALM.toMillis());
        for (int round = 1; Instant.now().isBefore(end); round++) {
            if (possible.isEmpty()) {
                TimeUnit.SECONDS.sleep(1);
                continue;
            }
            rounds.next();
            violations.add("books after a fault has healed", checks.standing(STANDING));
            if (settings.quietEvery() > 0 && round % settings.quietEvery() == 0) {
                load.during(() -> violations.add("everything while nobody is in", checks.quiet(expiry().plus(QUIET))));
            }
        }
    }

    /** Until orders that nobody pays go on expiring, once everybody has left; no longer than anybody waits. */
    private Duration expiry() {
        Duration expiry = settings.payableFor().plusSeconds(2);
        return expiry.compareTo(LONGEST_WAIT) < 0 ? expiry : LONGEST_WAIT;
    }

    /** What nobody paid has expired, and scanners have looked; what can be paid for longer than anybody waits stays open. */
    private void finish(Checks checks) throws InterruptedException {
        System.out.println("everybody has left; waiting until the last order has expired");
        TimeUnit.MILLISECONDS.sleep(expiry().toMillis());
        violations.add("everything at the end", checks.quiet(QUIET.multipliedBy(2)));
    }

    private RunReport report(Instant begun, Rounds rounds, Sampler sampler, List<Operation> operations) {
        Map<String, String> impossible = new TreeMap<>();
        Deck.impossible(installation).forEach((kind, why) -> {
            if (settings.faults().contains(kind)) {
                impossible.put(kind.label(), why);
            }
        });
        return new RunReport(
                settings.name(),
                settings.seed(),
                settings.replay(),
                "%d cores, %s, Java %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("java.version")),
                begun,
                Duration.between(begun, Instant.now()),
                rounds.injections(),
                impossible,
                violations.checks(),
                violations.all(),
                RunReport.acknowledged(operations),
                RunReport.failed(operations),
                sampler.samples());
    }
}
