package io.commercebackbone.ranking;

import io.commercebackbone.http.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Counts the ranking anew, one rebuild at a time among all instances. While it runs clients see the old counts, to which
 * events are added as ever; with its last step they see the new ones. No event is counted twice or lost by that.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if Redis does not answer.
 */
@Service
class Rebuilds {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private final RebuildStore store;
    private final OrderLog orders;
    private final Days days;
    private final Clock clock;

    Rebuilds(RebuildStore store, OrderLog orders, Days days, Clock clock) {
        this.store = store;
        this.orders = orders;
        this.days = days;
        this.clock = clock;
    }

    /** The one that runs, or the latest that did. */
    Optional<Rebuild> latest() {
        return store.latest();
    }

    /**
     * Begins one, that some instance carries out.
     *
     * @param from the first day to count anew; all that a window can ask for unless given
     * @param force begin also if events of these days were deleted from the log, and are not counted any more then
     * @throws Problem {@code rebuild-running} if one runs; {@code log-too-short} if events of these days were deleted;
     *     {@code kafka-switched-off} without a log
     * @throws org.apache.kafka.common.KafkaException if the log cannot be read
     */
    Rebuild begin(@Nullable LocalDate from, boolean force, String by) {
        List<LocalDate> askedFor = Window.LONGEST.daysUntil(days.today());
        LocalDate first = from == null ? askedFor.getLast() : from;
        if (!askedFor.contains(first)) {
            throw new IllegalArgumentException(
                    "from must lie between %s and %s".formatted(askedFor.getLast(), askedFor.getFirst()));
        }
        orders.check(first, force);
        String id = UUID.randomUUID().toString();
        Rebuild rebuild =
                new Rebuild(id, Rebuild.State.RUNNING, first, force, by, clock.instant(), null, 0, null, List.of());
        if (!store.begin(rebuild)) {
            throw new Problem(HttpStatus.CONFLICT, "rebuild-running", "Another rebuild of the ranking runs");
        }
        log.info("Ranking rebuild begun id={} from={} force={} by={}", id, first, force, by);
        return rebuild;
    }

    /**
     * Ends the one that runs without effect.
     *
     * @throws Problem {@code no-rebuild-running} if none does
     */
    Rebuild abort(String by) {
        Rebuild running = latest().orElseThrow(Rebuilds::noneRuns);
        if (!store.drop(running.id(), ended(Rebuild.State.ABORTED, "aborted by " + by))) {
            throw noneRuns();
        }
        log.info("Ranking rebuild aborted id={} by={}", running.id(), by);
        return latest().orElse(running);
    }

    /** Ends it without effect, unless it has ended. */
    void fail(String id, String why) {
        if (store.drop(id, ended(Rebuild.State.FAILED, why))) {
            log.error("Ranking rebuild failed id={}: {}", id, why);
        }
    }

    /** Makes what was counted anew the ranking, unless the rebuild has ended. */
    void complete(Rebuild rebuild) {
        LocalDate today = days.today();
        // the day after tomorrow, too, for clocks that differ
        List<LocalDate> rebuilt = rebuild.from().datesUntil(today.plusDays(3)).toList();
        List<String> sums = Stream.of(Window.values())
                .map(window -> Keys.window(window, today))
                .toList();
        if (store.swap(rebuild.id(), rebuilt, sums, ended(Rebuild.State.DONE, null))) {
            log.info("Ranking rebuilt id={}", rebuild.id());
        }
    }

    private static Problem noneRuns() {
        return new Problem(HttpStatus.CONFLICT, "no-rebuild-running", "No rebuild of the ranking runs");
    }

    private List<String> ended(Rebuild.State state, @Nullable String detail) {
        return RebuildFields.ended(state, clock.instant(), detail);
    }
}
