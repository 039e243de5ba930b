package io.commercebackbone.verify.observe;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * How the trial is to be.
 *
 * @param seed decides who orders what
 * @param factor by how much the rules' durations are shorter than in production
 * @param rate visits a second
 * @param trained whether services are started once before, so that later starts are short; kept for the next trial
 * @param mishaps what goes wrong, in the order of {@link Mishap}
 * @param reports where the report is written
 * @param name of the report's file
 */
record ObserveSettings(
        long seed, int factor, double rate, boolean trained, Set<Mishap> mishaps, Path reports, String name) {

    static final String USAGE =
            """
            usage: deploy/verify/observe [--seed N] [--factor F] [--rate R] [--trained] [--only MISHAP,…] [--reports DIRECTORY] [--name NAME]
            mishaps:\
            """ + " " + Arrays.stream(Mishap.values()).map(Mishap::label).collect(Collectors.joining(", "));

    ObserveSettings {
        mishaps = Set.copyOf(mishaps);
        if (factor < 1 || rate <= 0) {
            throw new IllegalArgumentException("factor and rate are above 0");
        }
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with what to do, when it cannot be understood
     */
    static ObserveSettings parse(List<String> words) {
        ObserveSettings settings = new ObserveSettings(
                ThreadLocalRandom.current().nextInt(1_000_000),
                20,
                8,
                false,
                EnumSet.allOf(Mishap.class),
                Path.of("target", "reports"),
                "observe");
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i);
            if (option.equals("--trained")) {
                settings = settings.withTraining();
            } else if (++i == words.size()) {
                throw new IllegalArgumentException("cannot understand " + option);
            } else {
                settings = settings.with(option, words.get(i));
            }
        }
        return settings;
    }

    private ObserveSettings withTraining() {
        return new ObserveSettings(seed, factor, rate, true, mishaps, reports, name);
    }

    private ObserveSettings with(String option, String value) {
        return switch (option) {
            case "--seed" -> new ObserveSettings(Long.parseLong(value), factor, rate, trained, mishaps, reports, name);
            case "--factor" ->
                new ObserveSettings(seed, Integer.parseInt(value), rate, trained, mishaps, reports, name);
            case "--rate" ->
                new ObserveSettings(seed, factor, Double.parseDouble(value), trained, mishaps, reports, name);
            case "--only" -> new ObserveSettings(seed, factor, rate, trained, mishaps(value), reports, name);
            case "--reports" -> new ObserveSettings(seed, factor, rate, trained, mishaps, Path.of(value), name);
            case "--name" -> new ObserveSettings(seed, factor, rate, trained, mishaps, reports, value);
            default -> throw new IllegalArgumentException("there is no " + option);
        };
    }

    private static Set<Mishap> mishaps(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(it -> Mishap.valueOf(it.toUpperCase(Locale.ROOT).replace('-', '_')))
                .collect(Collectors.toSet());
    }

    /** The command that runs it again. */
    String replay() {
        String only = mishaps.size() == Mishap.values().length
                ? ""
                : " --only " + mishaps.stream().sorted().map(Mishap::label).collect(Collectors.joining(","));
        return "deploy/verify/observe --seed %d --factor %d --rate %s%s%s"
                .formatted(seed, factor, rate, trained ? " --trained" : "", only);
    }
}
