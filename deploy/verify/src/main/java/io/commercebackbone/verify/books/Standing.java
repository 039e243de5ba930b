package io.commercebackbone.verify.books;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Tells what is wrong from what was only under way. */
public final class Standing {

    /** What is under way settles no sooner for being looked at all the time. */
    private static final long PAUSE_NANOS = 500_000_000;

    private Standing() {}

    /**
     * Looks again and again until nothing is left of what the first look found, or time is up. A finding is the same if
     * rule and subject are: numbers go on changing while there are customers.
     *
     * @param patience how long something under way may take to settle
     * @param look what differs at this moment
     * @return what every look found, as the last one found it
     */
    public static List<Finding> of(Duration patience, Supplier<? extends Collection<Finding>> look) {
        long end = System.nanoTime() + patience.toNanos();
        Map<String, Finding> standing = byPlace(look.get());
        while (!standing.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            Map<String, Finding> again = byPlace(look.get());
            again.keySet().retainAll(standing.keySet());
            standing = again;
        }
        return List.copyOf(standing.values());
    }

    private static Map<String, Finding> byPlace(Collection<Finding> findings) {
        Map<String, Finding> byPlace = new LinkedHashMap<>();
        findings.forEach(it -> byPlace.putIfAbsent(it.rule() + " " + it.subject(), it));
        return byPlace;
    }
}
