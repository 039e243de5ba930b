package io.commercebackbone.verify.books;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Tells what is wrong from what was only under way. */
public final class Standing {

    /** What is under way settles no sooner for being looked at all the time. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Standing() {}

    /**
     * Looks again and again until nothing is left of what the first look found, or time is up. A finding is the same if
     * rule and subject are: numbers go on changing while there are customers. A look that could not see everything
     * acquits nobody. A thread that is interrupted looks no more, and stays interrupted.
     *
     * @param patience how long something under way may take to settle
     * @param look what differs at this moment, and what could not be looked at, as {@link Finding#NOT_CHECKED}
     * @return what every whole look found, as the last one found it; and what the last look could not see
     */
    public static List<Finding> of(Duration patience, Supplier<? extends Collection<Finding>> look) {
        return of(patience, PAUSE, look);
    }

    static List<Finding> of(Duration patience, Duration pause, Supplier<? extends Collection<Finding>> look) {
        long end = System.nanoTime() + patience.toNanos();
        Map<String, Finding> latest = byPlace(look.get());
        Optional<Map<String, Finding>> standing = Optional.of(latest).filter(Standing::isWhole);
        while (!standing.map(Map::isEmpty).orElse(false)
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(pause.toNanos());
            Map<String, Finding> again = byPlace(look.get());
            if (isWhole(again)) {
                standing.ifPresent(before -> again.keySet().retainAll(before.keySet()));
                standing = Optional.of(again);
            }
            latest = again;
        }
        Map<String, Finding> result = new LinkedHashMap<>(standing.orElse(latest));
        latest.forEach((place, finding) -> {
            if (finding.rule().equals(Finding.NOT_CHECKED)) {
                result.put(place, finding);
            }
        });
        return List.copyOf(result.values());
    }

    private static boolean isWhole(Map<String, Finding> look) {
        return look.values().stream().noneMatch(it -> it.rule().equals(Finding.NOT_CHECKED));
    }

    private static Map<String, Finding> byPlace(Collection<Finding> findings) {
        Map<String, Finding> byPlace = new LinkedHashMap<>();
        findings.forEach(it -> byPlace.putIfAbsent(it.rule() + " " + it.subject(), it));
        return byPlace;
    }
}
