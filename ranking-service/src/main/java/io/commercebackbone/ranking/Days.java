package io.commercebackbone.ranking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The calendar that sales are counted by: days of the configured zone. */
@Component
class Days {

    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

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
     * The day that a sale counts for. Nothing was sold before 1970 or will have been after tomorrow: a time out of
     * this range is wrong, and taken for its nearest end so that it does no harm.
     */
    LocalDate of(Instant instant) {
        Instant latest = clock.instant().plus(CLOCK_TOLERANCE);
        Instant sane = instant.isAfter(latest) ? latest : instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
        return LocalDate.ofInstant(sane, properties.zone());
    }

    /** When no window can ask for this day any more, margin included. */
    Instant endOf(LocalDate day) {
        return day.plusDays(Window.LONGEST.length().toDays())
                .atStartOfDay(properties.zone())
                .toInstant()
                .plus(properties.margin());
    }
}
