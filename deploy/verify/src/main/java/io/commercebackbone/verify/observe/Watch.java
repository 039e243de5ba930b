package io.commercebackbone.verify.observe;

import io.commercebackbone.verify.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has things go wrong, one after the other, and sees in Prometheus what fires and what ends. */
final class Watch {

    private final Prometheus prometheus;
    private final Duration toFire;
    private final Duration toEnd;

    /**
     * Nothing has been seen yet.
     *
     * @param toFire how long an alert may take since something went wrong
     * @param toEnd how long it may take since it was made right
     */
    Watch(Prometheus prometheus, Duration toFire, Duration toEnd) {
        this.prometheus = prometheus;
        this.toFire = toFire;
        this.toEnd = toEnd;
    }

    /**
     * What fires within a time in which nothing is wrong, with what it says. The time begins when nothing fires any more
     * that cold services have made fire: a start is no calm.
     */
    Map<String, String> calm(Duration lasts) throws InterruptedException {
        Instant cold = Instant.now().plus(toEnd);
        while (!prometheus.firing().isEmpty() && Instant.now().isBefore(cold)) {
            TimeUnit.SECONDS.sleep(1);
        }
        Map<String, String> fired = new TreeMap<>(prometheus.firing());
        Instant end = Instant.now().plus(lasts);
        while (Instant.now().isBefore(end)) {
            fired.putAll(prometheus.firing());
            TimeUnit.SECONDS.sleep(1);
        }
        return fired;
    }

    /** One mishap from its beginning until all that fired because of it has ended, or took too long. */
    List<Observation> through(Mishap mishap, Fault fault) throws InterruptedException {
        List<String> before = until(toEnd, mishap.alerts(), false, new HashMap<>());
        Map<String, Seen> fired = new HashMap<>();
        Map<String, Seen> ended = new HashMap<>();
        String trouble = before.isEmpty() ? done(fault::strike) : "fires before: " + before;
        Instant struck = Instant.now();
        if (trouble.isEmpty()) {
            until(toFire, mishap.alerts(), true, fired);
        }
        trouble += done(fault::heal);
        Instant healed = Instant.now();
        until(toEnd, mishap.alerts(), false, ended);
        List<Observation> observations = new ArrayList<>();
        for (String alert : mishap.alerts()) {
            Seen first = fired.get(alert);
            observations.add(new Observation(
                    mishap,
                    alert,
                    after(struck, first),
                    first == null ? "" : first.said(),
                    first == null ? null : after(healed, ended.get(alert)),
                    trouble));
        }
        return observations;
    }

    private record Seen(Instant at, String said) {}

    private interface Step {
        void run() throws Exception;
    }

    private static String done(Step step) {
        try {
            step.run();
            return "";
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static @Nullable Duration after(Instant begin, @Nullable Seen seen) {
        return seen == null ? null : Duration.between(begin, seen.at());
    }

    /**
     * Waits until all of these fire, or none does; notes when each did first.
     *
     * @return those that did not in time
     */
    private List<String> until(Duration limit, Collection<String> alerts, boolean fire, Map<String, Seen> seen)
            throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (true) {
            Map<String, String> firing = prometheus.firing();
            for (String alert : alerts) {
                if (firing.containsKey(alert) == fire) {
                    seen.putIfAbsent(alert, new Seen(Instant.now(), firing.getOrDefault(alert, "")));
                } else if (!fire) {
                    seen.remove(alert);
                }
            }
            List<String> missing =
                    alerts.stream().filter(it -> !seen.containsKey(it)).toList();
            if (missing.isEmpty() || Instant.now().isAfter(end)) {
                return missing;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
