package io.commercebackbone.verify;

import io.commercebackbone.verify.faults.Planned;
import io.commercebackbone.verify.parts.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes right again what went wrong. Ways first, then servers, as nothing else works without them, and the rest while a
 * service that is to be away still is. One thing may have to wait for another, so it is tried again until all is well.
 */
final class Healing {

    private static final int LAST = 2;
    private static final int PATIENCE = 3;
    private static final Set<Part> SERVERS = EnumSet.of(Part.POSTGRES, Part.REDIS, Part.KAFKA);
    private static final Set<Part> EVERYBODY = EnumSet.allOf(Part.class);

    private final Parts parts;
    private final List<Planned> faults;
    private final List<Planned> ill;
    private final Map<Planned, String> troubles;
    private int asked;

    /** The processes that faults strike. */
    interface Parts {

        boolean running(Part part);

        /** @throws RuntimeException if it does not come up, as something else is still wrong */
        void start(Part part);

        void kill(Part part);

        /** Whether the broker tells where its groups are; waits some seconds for it. */
        boolean groupsAreKept();
    }

    /** @param troubles gets what kept a fault from being healed, the latest of each */
    Healing(Parts parts, List<Planned> faults, Map<Planned, String> troubles) {
        this.parts = parts;
        this.faults = faults;
        this.ill = new ArrayList<>(faults);
        this.troubles = troubles;
        ill.sort(Comparator.comparingInt(Healing::turn));
    }

    /** Tries it once; returns whether all is well. */
    boolean attempt() {
        ill.removeIf(fault -> turn(fault) < LAST && healed(fault));
        startWhatDied(SERVERS);
        ill.removeIf(this::healed);
        return startWhatDied(EVERYBODY) && ill.isEmpty() && groupsAreKept();
    }

    /**
     * A broker that was started after its disk had been full has been seen without its groups: it had loaded none, and
     * failed to load them again. Its log had them all, and the next start found them. So an operator starts it again.
     */
    private boolean groupsAreKept() {
        if (parts.groupsAreKept()) {
            return true;
        }
        asked++;
        if (asked % PATIENCE == 0) {
            parts.kill(Part.KAFKA);
            note("the broker did not tell where its groups are, and was started again");
        }
        return false;
    }

    /** Of all faults of the round, as nobody knows which of them it came of; each trouble once. */
    private void note(String trouble) {
        faults.forEach(it -> troubles.merge(it, trouble, (a, b) -> a.contains(b) ? a : a + "; " + b));
    }

    /** What is not healed yet. */
    List<Planned> ill() {
        return List.copyOf(ill);
    }

    private static int turn(Planned fault) {
        if (fault.kind().isOfAWay()) {
            return 0;
        }
        return SERVERS.stream().anyMatch(it -> it.label().equals(fault.target())) ? 1 : LAST;
    }

    private boolean healed(Planned fault) {
        try {
            fault.fault().heal();
            return true;
        } catch (Exception e) {
            troubles.put(fault, "healed late: " + e);
            return false;
        }
    }

    private boolean startWhatDied(Set<Part> candidates) {
        boolean all = true;
        for (Part part : candidates) {
            if (!parts.running(part)) {
                try {
                    parts.start(part);
                } catch (RuntimeException e) {
                    note(part.label() + " did not start: " + e);
                    all = false;
                }
            }
        }
        return all;
    }
}
