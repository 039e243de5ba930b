package io.commercebackbone.verify.report;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.load.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run was and what came of it.
 *
 * @param replay the command that runs it again
 * @param impossible kinds of faults that this machine does not allow, and why
 * @param checks how often was looked for violations
 * @param violations what was wrong, each with the evidence to find it
 */
public record RunReport(
        String name,
        long seed,
        String replay,
        String machine,
        Instant begun,
        Duration lasted,
        List<Injection> injections,
        Map<String, String> impossible,
        Map<String, Integer> checks,
        List<Finding> violations,
        Map<String, Long> acknowledged,
        Map<String, Long> failed,
        List<Sample> samples) {

    /** Calls that were acknowledged, by what they were; those under a key count once. */
    public static Map<String, Long> acknowledged(List<Operation> operations) {
        return operations.stream()
                .filter(Operation::isOk)
                .collect(Collectors.groupingBy(
                        it -> it.action().name().toLowerCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.mapping(
                                it -> it.key().isEmpty() ? Long.toString(it.number()) : it.user() + it.key(),
                                Collectors.collectingAndThen(Collectors.toSet(), it -> (long) it.size()))));
    }

    /** Calls that were not, by status and code; 0 is no answer at all. */
    public static Map<String, Long> failed(List<Operation> operations) {
        return operations.stream()
                .filter(it -> it.outcome() != Outcome.OK)
                .collect(Collectors.groupingBy(
                        it -> it.status() + " " + it.code(), TreeMap::new, Collectors.counting()));
    }

    /** The same run with other violations. */
    public RunReport with(List<Finding> others) {
        return new RunReport(
                name,
                seed,
                replay,
                machine,
                begun,
                lasted,
                injections,
                impossible,
                checks,
                others,
                acknowledged,
                failed,
                samples);
    }

    public long orders() {
        return acknowledged.getOrDefault(Action.ORDER.name().toLowerCase(Locale.ROOT), 0L);
    }

    public long peakLag() {
        return samples.stream().mapToLong(Sample::lag).max().orElse(0);
    }
}
