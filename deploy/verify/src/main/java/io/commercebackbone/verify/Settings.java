package io.commercebackbone.verify;

import io.commercebackbone.verify.faults.Deck;
import io.commercebackbone.verify.faults.Kind;
import io.commercebackbone.verify.load.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * How a run is to be.
 *
 * @param seed decides who orders what, and what goes wrong in which order
 * @param lasts from the first customer to the last
 * @param rate visits a second; nearly each of them orders once
 * @param clients how many visit at the same time at most
 * @param products how many there are to buy
 * @param faults what may go wrong; nothing if empty
 * @param targets what faults may hit, of {@link Deck#targets()}; everything if empty
 * @param repeated which calls are made again under the same key
 * @param payableFor how long an order can be paid
 * @param hurried whether fewer orders are paid, so that a small machine bears a higher rate
 * @param pastGateway whether every other client calls the services without the gateway
 * @param quietEvery after how many rounds of faults customers are kept out for a moment, to check what cannot be checked
 *     while they are in; never if 0
 * @param trained whether services are started once before, so that later starts are short; worth it in a long run
 * @param smallDisks whether servers get small file systems that can be filled
 * @param reports where the report is written
 * @param name of the report's files
 */
public record Settings(
        long seed,
        Duration lasts,
        double rate,
        int clients,
        int products,
        Set<Kind> faults,
        Set<String> targets,
        Set<Action> repeated,
        Duration payableFor,
        boolean hurried,
        boolean pastGateway,
        int quietEvery,
        boolean trained,
        boolean smallDisks,
        Path reports,
        String name) {

    private static final Set<String> SWITCHES = Set.of("--small-disks", "--trained", "--hurried", "--past-gateway");

    static final String USAGE = """
        usage: deploy/verify/run [--seed N] [--minutes M | --seconds S] [--rate R] [--clients C] [--products P]
                                 [--faults all|none|KIND,…] [--targets NAME,…] [--repeat CALL,…] [--payable SECONDS]
                                 [--quiet-every ROUNDS] [--hurried] [--past-gateway] [--trained] [--small-disks]
                                 [--reports DIRECTORY] [--name NAME]
        kinds:\
        """;

    public Settings {
        faults = Set.copyOf(faults);
        targets = Set.copyOf(targets);
        repeated = Set.copyOf(repeated);
        if (rate <= 0 || clients < 1 || products < 1 || lasts.isNegative()) {
            throw new IllegalArgumentException("rate, clients and products are above 0");
        }
    }

    /** Three minutes with everything. */
    public static Settings usual() {
        return new Settings(
                ThreadLocalRandom.current().nextInt(1_000_000),
                Duration.ofMinutes(3),
                20,
                48,
                60,
                EnumSet.allOf(Kind.class),
                Set.of(),
                EnumSet.of(Action.CHARGE, Action.PAY),
                Duration.ofSeconds(60),
                false,
                false,
                8,
                false,
                false,
                Path.of("target", "reports"),
                "verify");
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with what to do, when it cannot be understood
     */
    public static Settings parse(List<String> words) {
        Settings settings = usual();
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i);
            if (SWITCHES.contains(option)) {
                settings = settings.with(option);
                continue;
            }
            if (!option.startsWith("--") || ++i == words.size()) {
                throw new IllegalArgumentException("cannot understand " + option);
            }
            settings = settings.with(option.substring(2), words.get(i));
        }
        return settings;
    }

    private Settings with(String option) {
        return new Settings(
                seed,
                lasts,
                rate,
                clients,
                products,
                faults,
                targets,
                repeated,
                payableFor,
                hurried || option.equals("--hurried"),
                pastGateway || option.equals("--past-gateway"),
                quietEvery,
                trained || option.equals("--trained"),
                smallDisks || option.equals("--small-disks"),
                reports,
                name);
    }

    private Settings with(String option, String value) {
        return new Settings(
                option.equals("seed") ? Long.parseLong(value) : seed,
                switch (option) {
                    case "minutes" -> Duration.ofMinutes(Long.parseLong(value));
                    case "seconds" -> Duration.ofSeconds(Long.parseLong(value));
                    default -> lasts;
                },
                option.equals("rate") ? Double.parseDouble(value) : rate,
                option.equals("clients") ? Integer.parseInt(value) : clients,
                option.equals("products") ? Integer.parseInt(value) : products,
                option.equals("faults") ? kinds(value) : faults,
                option.equals("targets") ? names(value) : targets,
                option.equals("repeat") ? actions(value) : repeated,
                option.equals("payable") ? Duration.ofSeconds(Long.parseLong(value)) : payableFor,
                hurried,
                pastGateway,
                option.equals("quiet-every") ? Integer.parseInt(value) : quietEvery,
                trained,
                smallDisks,
                option.equals("reports") ? Path.of(value) : reports,
                option.equals("name") ? value : known(option));
    }

    private String known(String option) {
        if (!Set.of("seed", "minutes", "seconds", "rate", "clients", "products", "faults", "targets", "repeat")
                        .contains(option)
                && !Set.of("payable", "quiet-every", "reports").contains(option)) {
            throw new IllegalArgumentException("there is no --" + option);
        }
        return name;
    }

    private static Set<Kind> kinds(String value) {
        return switch (value) {
            case "all" -> EnumSet.allOf(Kind.class);
            case "none" -> Set.of();
            default -> Arrays.stream(value.split(",", -1)).map(Kind::of).collect(Collectors.toSet());
        };
    }

    private static Set<String> names(String value) {
        Set<String> names = new TreeSet<>(List.of(value.split(",", -1)));
        if (!Deck.targets().containsAll(names)) {
            throw new IllegalArgumentException("%s: faults hit %s".formatted(value, String.join(", ", Deck.targets())));
        }
        return names;
    }

    private static Set<Action> actions(String value) {
        return Arrays.stream(value.split(",", -1))
                .filter(it -> !it.isEmpty())
                .map(it -> Action.valueOf(it.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    /** The command that runs it again. */
    String replay() {
        String kinds = faults.size() == Kind.values().length
                ? "all"
                : faults.isEmpty()
                        ? "none"
                        : faults.stream().map(Kind::label).sorted().collect(Collectors.joining(","));
        return "deploy/verify/run --seed %d --seconds %d --rate %s --clients %d --products %d --faults %s%s --repeat %s --payable %d --quiet-every %d%s%s%s%s"
                .formatted(
                        seed,
                        lasts.toSeconds(),
                        rate,
                        clients,
                        products,
                        kinds,
                        targets.isEmpty() ? "" : " --targets " + String.join(",", new TreeSet<>(targets)),
                        repeated.stream()
                                .map(it -> it.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .collect(Collectors.joining(",")),
                        payableFor.toSeconds(),
                        quietEvery,
                        hurried ? " --hurried" : "",
                        pastGateway ? " --past-gateway" : "",
                        trained ? " --trained" : "",
                        smallDisks ? " --small-disks" : "");
    }
}
