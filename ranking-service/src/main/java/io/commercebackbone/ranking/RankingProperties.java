package io.commercebackbone.ranking;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How sales are counted.
 *
 * @param zone where a day begins and ends
 * @param margin how long the counts of a day stay after the longest window has left it behind; at least a day, so that
 *     late events and differing clocks find them
 * @param rememberEventsFor how long an event is recognised when it is delivered again. Must exceed the topics'
 *     retention, and is refused if it is not at least a day more than the longest window and the margin: then an event
 *     that is no longer recognised falls on a day that is no longer kept, and counts for nothing
 * @param windowFreshness how old the answer for a window of several days may be; today's is always the current one
 * @param rebuildTakeover how long an instance that carries a rebuild out may be silent before another one goes on
 * @param driftInterval how often yesterday's counts are compared with what the topics say
 */
@Validated
@ConfigurationProperties("ranking")
record RankingProperties(
        @DefaultValue("Asia/Seoul") @NotNull ZoneId zone,
        @DefaultValue("2d") @NotNull Duration margin,
        @DefaultValue("45d") @NotNull Duration rememberEventsFor,
        @DefaultValue("1s") @NotNull Duration windowFreshness,
        @DefaultValue("10s") @NotNull Duration rebuildTakeover,
        @DefaultValue("1h") @NotNull Duration driftInterval) {

    RankingProperties {
        if (margin.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("ranking.margin must be a day or more but is " + margin);
        }
        Duration least = Window.LONGEST.length().plus(margin).plusDays(1);
        if (rememberEventsFor.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "ranking.remember-events-for must be " + least + " or more but is " + rememberEventsFor);
        }
        requirePositive(windowFreshness, "window-freshness");
        requirePositive(rebuildTakeover, "rebuild-takeover");
        requirePositive(driftInterval, "drift-interval");
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("ranking." + name + " must be positive but is " + duration);
        }
    }
}
