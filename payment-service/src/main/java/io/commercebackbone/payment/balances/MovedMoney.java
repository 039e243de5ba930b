package io.commercebackbone.payment.balances;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts the money that committed transactions have moved, by why it moved. */
@Component
class MovedMoney {

    private final Map<EntryType, Counter> moved = new EnumMap<>(EntryType.class);

    MovedMoney(MeterRegistry registry) {
        for (EntryType type : EntryType.values()) {
            moved.put(
                    type,
                    Counter.builder("balances.moved")
                            .description("Money that was charged, paid and given back")
                            .baseUnit("won")
                            .tag("type", type.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** To be told once they are committed. */
    void count(List<BalanceEntry> entries) {
        for (BalanceEntry entry : entries) {
            Counter counter = moved.get(entry.type());
            if (counter != null) {
                counter.increment(entry.amount().amount().doubleValue());
            }
        }
    }
}
