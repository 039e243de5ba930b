package io.commercebackbone.verify.faults;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What faults leave behind for good, so that checks do not take it for the suite's. */
public final class Traces {

    /** A record that nobody can read. */
    public record Poison(String topic, int partition, long offset) {}

    /** When Redis lost its data: at some time in between. */
    public record Loss(Instant from, Instant to) {}

    private final List<Poison> poisons = new CopyOnWriteArrayList<>();
    private final List<Loss> losses = new CopyOnWriteArrayList<>();

    void poisoned(Poison poison) {
        poisons.add(poison);
    }

    void lost(Loss loss) {
        losses.add(loss);
    }

    public List<Poison> poisons() {
        return List.copyOf(poisons);
    }

    public List<Loss> losses() {
        return List.copyOf(losses);
    }
}
