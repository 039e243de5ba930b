package io.commercebackbone.ranking;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The calendar that sales are counted by: days of the configured zone. */
@Component
class Days {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Clock clock;
    private final RankingProperties properties;

    Days(Clock clock, RankingProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    LocalDate today() {
        return of(clock.instant());
    }

    /**
     * The day that a sale counts for, whenever that is asked: so a sale and its cancellation, and a recount, meet on the
     * same day. A time out of any sensible range is taken for the nearest end of it.
     */
    LocalDate of(Instant instant) {
        Instant sane = instant.isAfter(LATEST) ? LATEST : instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
        return LocalDate.ofInstant(sane, properties.zone());
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(properties.zone()).toInstant();
    }

    /** When no window can ask for this day any more, margin included; of a day that is far ahead, no later than that. */
    Instant endOf(LocalDate day) {
        LocalDate tomorrow = today().plusDays(1);
        return startOf((day.isAfter(tomorrow) ? tomorrow : day)
                        .plusDays(Window.LONGEST.length().toDays()))
                .plus(properties.margin());
    }
}
