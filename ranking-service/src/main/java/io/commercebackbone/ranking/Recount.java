package io.commercebackbone.ranking;

import io.commercebackbone.events.OrderedItem;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The units of one day, counted from events as {@link Sales} counts them: each once, whatever comes how often. */
final class Recount {

    private final LocalDate day;
    private final Days days;
    private final Map<String, BitSet> seen = new HashMap<>();
    private final Map<String, Long> units = new HashMap<>();

    Recount(LocalDate day, Days days) {
        this.day = day;
        this.days = days;
    }

    void add(ScoreChange change) {
        if (!days.of(change.soldAt()).equals(day) || known(change)) {
            return;
        }
        for (OrderedItem item : change.items()) {
            units.merge(item.productId().toString(), (long) change.sign() * item.quantity(), Long::sum);
        }
    }

    /** Units by product, without products that have none. */
    Map<String, Long> units() {
        Map<String, Long> sold = new HashMap<>(units);
        sold.values().removeIf(it -> it == 0);
        return sold;
    }

    private boolean known(ScoreChange change) {
        BitSet bits = seen.computeIfAbsent(
                Keys.seen(change.topic(), change.source(), change.sequence()), key -> new BitSet());
        int bit = Math.toIntExact(Keys.seenBit(change.sequence()));
        boolean known = bits.get(bit);
        bits.set(bit);
        return known;
    }
}
