package io.commercebackbone.ranking;

import io.commercebackbone.events.OrderCancelledEvent;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import io.commercebackbone.redis.PipelinedScript;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Service;

/**
 * Counts what is sold: every event once, however often and in whatever order events are delivered. An event's mark and
 * its effect are written together or not at all, so a call that failed may simply be repeated.
 */
@Service
class Sales {

    private static final long NO_SUCH_REBUILD = -1;

    private final PipelinedScript script;
    private final Days days;
    private final RankingProperties properties;
    private final MeterRegistry metrics;

    Sales(StringRedisTemplate redis, Days days, RankingProperties properties, MeterRegistry metrics) {
        this.script = new PipelinedScript(redis, "redis/change-scores.lua");
        this.days = days;
        this.properties = properties;
        this.metrics = metrics;
    }

    /**
     * Adds the ordered units to the day of each order.
     *
     * @throws org.springframework.dao.DataAccessException if Redis does not answer; some events may have been counted
     */
    void ordered(List<ReceivedEvent<OrderCreatedEvent>> events) {
        apply(Topics.ORDER_CREATED, events.stream().map(ScoreChange::count).toList());
    }

    /**
     * Takes the units of cancelled orders back from the day on which they had been counted; also before they are
     * counted, when the cancellation is read first.
     *
     * @throws org.springframework.dao.DataAccessException if Redis does not answer; some events may have been counted
     */
    void cancelled(List<ReceivedEvent<OrderCancelledEvent>> events) {
        apply(Topics.ORDER_CANCELLED, events.stream().map(ScoreChange::takeBack).toList());
    }

    /**
     * Counts what a rebuild reads again, for it alone.
     *
     * @return false if the rebuild does not run any more; then nothing changed that anybody sees
     * @throws org.springframework.dao.DataAccessException if Redis does not answer; some may have been counted
     */
    boolean recount(String rebuild, List<ScoreChange> changes) {
        return !run(changes, rebuild).contains(NO_SUCH_REBUILD);
    }

    private void apply(String topic, List<ScoreChange> changes) {
        List<Long> results = run(changes, "");
        double counted = results.stream().mapToDouble(Long::doubleValue).sum();
        metrics.counter("ranking.events.counted", "topic", topic).increment(counted);
        metrics.counter("ranking.events.duplicate", "topic", topic).increment(results.size() - counted);
    }

    private List<Long> run(List<ScoreChange> changes, String rebuild) {
        return script.run(changes.stream().map(it -> call(it, rebuild)).toList());
    }

    private PipelinedScript.Call call(ScoreChange change, String rebuild) {
        LocalDate day = days.of(change.soldAt());
        List<String> arguments = new ArrayList<>(5 + 2 * change.items().size());
        arguments.add(day.toString());
        arguments.add(Long.toString(Keys.seenBit(change.sequence())));
        arguments.add(Long.toString(properties.rememberEventsFor().toSeconds()));
        arguments.add(Long.toString(days.endOf(day).getEpochSecond()));
        arguments.add(rebuild);
        for (OrderedItem item : change.items()) {
            arguments.add(item.productId().toString());
            arguments.add(Long.toString((long) change.sign() * item.quantity()));
        }
        String seen = Keys.seen(change.topic(), change.source(), change.sequence());
        String units = Keys.day(day);
        return new PipelinedScript.Call(
                List.of(seen, units, Keys.shadow(seen), Keys.shadow(units), Keys.REBUILD, Keys.SHADOWS), arguments);
    }
}
