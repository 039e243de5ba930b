package io.commercebackbone.verify;

import io.commercebackbone.local.Waiting;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.check.Disturbance;
import io.commercebackbone.verify.check.Positions;
import io.commercebackbone.verify.faults.Deck;
import io.commercebackbone.verify.faults.Planned;
import io.commercebackbone.verify.load.Probe;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.report.Injection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Has one or two things go wrong, makes them right again, and waits until a customer notices nothing any more. */
final class Rounds {

    private static final Duration HEALING = Duration.ofMinutes(2);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final Installation installation;
    private final Deck deck;
    private final Probe probe;
    private final Violations violations;
    private final List<Injection> injections = new CopyOnWriteArrayList<>();
    private volatile Instant wrongSince = Instant.MAX;
    private int round;

    Rounds(Installation installation, Deck deck, Probe probe, Violations violations) {
        this.installation = installation;
        this.deck = deck;
        this.probe = probe;
        this.violations = violations;
    }

    /** One round, to its recovery. */
    void next() throws InterruptedException {
        round++;
        List<Planned> faults = deck.deal();
        System.out.printf("round %d: %s%n", round, faults);
        Map<Planned, String> troubles = new LinkedHashMap<>();
        Instant struck = Instant.now();
        wrongSince = struck;
        for (Planned fault : faults) {
            troubles.put(fault, strike(fault));
        }
        TimeUnit.MILLISECONDS.sleep(
                faults.stream().mapToLong(it -> it.lasts().toMillis()).max().orElse(0));
        heal(faults, troubles);
        Instant healed = Instant.now();
        recover(faults);
        Instant recovered = Instant.now();
        faults.forEach(it -> injections.add(new Injection(
                round, it.kind().label(), it.target(), struck, healed, recovered, troubles.getOrDefault(it, ""))));
        wrongSince = Instant.MAX;
    }

    private static String strike(Planned fault) {
        try {
            fault.fault().strike();
            return "";
        } catch (Exception e) {
            return "did not strike: " + e;
        }
    }

    private void heal(List<Planned> faults, Map<Planned, String> troubles) throws InterruptedException {
        Healing healing = new Healing(new Processes(installation), faults, troubles);
        long end = System.nanoTime() + HEALING.toNanos();
        while (!healing.attempt()) {
            if (System.nanoTime() > end) {
                violations.add(
                        "healing",
                        List.of(new Finding(
                                "not-healed",
                                "round " + round,
                                "%s after %s: %s".formatted(healing.ill(), HEALING, troubles))));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void recover(List<Planned> faults) {
        if (Waiting.until(RECOVERY, probe::passes)) {
            return;
        }
        List<String> silent = new ArrayList<>();
        for (Part part : Part.values()) {
            if (!installation.server(part).answers()) {
                silent.add(part.label());
            }
        }
        violations.add(
                "recovery",
                List.of(new Finding(
                        "not-recovered",
                        "round " + round,
                        "%s after %s: a customer is not served, and these do not answer: %s"
                                .formatted(faults, RECOVERY, silent))));
        Part.services().forEach(part -> installation.server(part).kill());
        new Healing(new Processes(installation), List.of(), new LinkedHashMap<>()).attempt();
    }

    List<Injection> injections() {
        return List.copyOf(injections);
    }

    /** When something was wrong, the present included. */
    List<Disturbance> disturbances() {
        List<Disturbance> all = new ArrayList<>();
        injections.forEach(it -> all.add(new Disturbance(it.struck(), it.recovered())));
        if (wrongSince.isBefore(Instant.MAX)) {
            all.add(new Disturbance(wrongSince, Instant.MAX));
        }
        return all;
    }

    private record Processes(Installation installation) implements Healing.Parts {

        @Override
        public boolean running(Part part) {
            return installation.server(part).running();
        }

        @Override
        public void start(Part part) {
            installation.server(part).start();
        }

        @Override
        public void kill(Part part) {
            installation.server(part).kill();
        }

        @Override
        public boolean groupsAreKept() {
            try (Positions positions = new Positions(installation.addresses().bootstrapServers())) {
                positions.all();
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        }
    }
}
