package io.commercebackbone.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecountTests {

    private static final Instant NOON = Instant.parse("2026-11-29T03:00:00Z");
    private static final UUID KETTLE = UUID.randomUUID();
    private static final UUID CUP = UUID.randomUUID();

    private final Recount recount = new Recount(
            LocalDate.of(2026, 11, 29),
            new Days(
                    Clock.fixed(NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC),
                    new RankingProperties(
                            ZoneId.of("Asia/Seoul"),
                            Duration.ofDays(2),
                            Duration.ofDays(45),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(10),
                            Duration.ofHours(1))));

    @Test
    void countsEachEventOnce() {
        recount.add(ordered(1, KETTLE, 2, NOON));
        recount.add(ordered(1, KETTLE, 2, NOON));
        recount.add(ordered(100_000, KETTLE, 1, NOON));
        recount.add(ordered(2, CUP, 5, NOON));

        assertThat(recount.units()).isEqualTo(Map.of(KETTLE.toString(), 3L, CUP.toString(), 5L));
    }

    @Test
    void takesBackWhatWasCancelledWheneverThatHappened() {
        recount.add(new ScoreChange(
                Topics.ORDER_CANCELLED, "order-service", 7, NOON, -1, List.of(new OrderedItem(KETTLE, 2))));
        recount.add(ordered(1, KETTLE, 2, NOON));
        recount.add(ordered(2, CUP, 1, NOON));

        assertThat(recount.units()).isEqualTo(Map.of(CUP.toString(), 1L));
    }

    @Test
    void leavesOtherDaysAlone() {
        recount.add(ordered(1, KETTLE, 2, NOON.minus(Duration.ofDays(1))));
        recount.add(ordered(2, KETTLE, 2, NOON.plus(Duration.ofHours(13))));

        assertThat(recount.units()).isEmpty();
    }

    private static ScoreChange ordered(long sequence, UUID product, int units, Instant at) {
        return new ScoreChange(
                Topics.ORDER_CREATED, "order-service", sequence, at, 1, List.of(new OrderedItem(product, units)));
    }
}
