package io.commercebackbone.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DaysTests {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final Days days = new Days(
            Clock.fixed(Instant.parse("2026-11-22T16:00:00Z"), ZoneOffset.UTC), properties(Duration.ofDays(45)));

    @Test
    void aDayBeginsAtMidnightOfTheZone() {
        assertThat(days.today()).isEqualTo("2026-11-23");
        assertThat(days.of(Instant.parse("2026-11-22T14:59:59.999Z"))).isEqualTo("2026-11-22");
        assertThat(days.of(Instant.parse("2026-11-22T15:00:00Z"))).isEqualTo("2026-11-23");
    }

    @Test
    void aDayIsKeptUntilTheLongestWindowAndTheMarginArePast() {
        assertThat(days.endOf(LocalDate.of(2026, 11, 1))).isEqualTo("2026-12-02T15:00:00Z");
    }

    @Test
    void aDayThatIsFarAheadIsNotKeptForever() {
        assertThat(days.endOf(LocalDate.of(9999, 12, 31))).isEqualTo(days.endOf(LocalDate.of(2026, 11, 24)));
    }

    @Test
    void aSaleCountsForTheSameDayWheneverThatIsAsked() {
        Days later = new Days(
                Clock.fixed(Instant.parse("2026-11-30T00:00:00Z"), ZoneOffset.UTC), properties(Duration.ofDays(45)));
        Instant aheadOfTime = Instant.parse("2026-11-28T00:00:00Z");

        assertThat(days.of(aheadOfTime)).isEqualTo("2026-11-28").isEqualTo(later.of(aheadOfTime));
    }

    @Test
    void timesThatCannotBeDoNoHarm() {
        assertThat(days.of(Instant.MAX)).isEqualTo("9999-12-31");
        assertThat(days.of(Instant.MIN)).isEqualTo("1970-01-01");
    }

    @Test
    void eventsMustBeRememberedForLongerThanDaysAreKept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties(Duration.ofDays(32)))
                .withMessageContaining("remember-events-for");
    }

    private static RankingProperties properties(Duration rememberEventsFor) {
        return new RankingProperties(
                SEOUL,
                Duration.ofDays(2),
                rememberEventsFor,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofHours(1));
    }
}
