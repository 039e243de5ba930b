package io.commercebackbone.ranking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts yesterday's sales from the topics and compares them with the ranking: what differs was lost, counted twice or
 * changed by somebody. One instance does it, once in the interval; all tell of it. A day that changes while it is counted,
 * since something of it was cancelled, is left for the next time.
 */
@Component
class DriftCheck {

    private static final Logger log = LoggerFactory.getLogger(DriftCheck.class);

    private static final String UNITS = "units";
    private static final String AT = "at";

    private final StringRedisTemplate redis;
    private final OrderLog orders;
    private final Days days;
    private final Duration interval;
    private final Clock clock;

    DriftCheck(
            StringRedisTemplate redis,
            OrderLog orders,
            Days days,
            RankingProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.redis = redis;
        this.orders = orders;
        this.days = days;
        this.interval = properties.driftInterval();
        this.clock = clock;
        Gauge.builder("ranking.drift", this, it -> it.noted(UNITS).orElse(Double.NaN))
                .description("By how much yesterday's scores differ from a recount, over all products")
                .baseUnit("units")
                .register(meters);
        Gauge.builder("ranking.drift.age", this, it -> it.noted(AT).map(it::age).orElse(Double.NaN))
                .description("How long ago that was recounted")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${ranking.drift-interval:1h}")
    void check() {
        try {
            Boolean mine = redis.opsForValue().setIfAbsent(Keys.DRIFT_CHECK, "", interval);
            if (orders.exists() && Boolean.TRUE.equals(mine)) {
                compare(days.today().minusDays(1));
            }
        } catch (RuntimeException e) {
            log.warn("Ranking not compared with its topics: {}", e.toString());
        }
    }

    private void compare(LocalDate day) {
        Map<String, Long> before = scores(day);
        Map<String, Long> counted = counted(day);
        if (!before.equals(scores(day))) {
            return;
        }
        long drift = Stream.concat(before.keySet().stream(), counted.keySet().stream())
                .distinct()
                .mapToLong(it -> Math.abs(before.getOrDefault(it, 0L) - counted.getOrDefault(it, 0L)))
                .sum();
        redis.opsForHash()
                .putAll(
                        Keys.DRIFT,
                        Map.of(
                                UNITS,
                                Long.toString(drift),
                                AT,
                                Long.toString(clock.instant().getEpochSecond())));
        if (drift > 0) {
            log.error("Ranking differs from its topics day={} units={}", day, drift);
        }
    }

    private Map<String, Long> counted(LocalDate day) {
        Recount recount = new Recount(day, days);
        try (OrderLog.Reading reading = orders.since(day)) {
            while (!reading.ended()) {
                reading.next().changes().forEach(recount::add);
            }
        }
        return recount.units();
    }

    private Map<String, Long> scores(LocalDate day) {
        var scores = redis.opsForZSet().rangeWithScores(Keys.day(day), 0, -1);
        return Optional.ofNullable(scores).stream()
                .flatMap(it -> it.stream())
                .filter(it -> it.getScore() != null && it.getScore() != 0)
                .collect(Collectors.toMap(
                        it -> Objects.requireNonNull(it.getValue()), DriftCheck::units, Long::sum, HashMap::new));
    }

    private static long units(TypedTuple<String> product) {
        return Math.round(Objects.requireNonNull(product.getScore()));
    }

    private double age(double epochSecond) {
        return (double) clock.instant().getEpochSecond() - epochSecond;
    }

    private Optional<Double> noted(String field) {
        try {
            List<Object> found = redis.opsForHash().multiGet(Keys.DRIFT, List.of(field));
            return found.stream()
                    .filter(Objects::nonNull)
                    .map(it -> Double.valueOf(it.toString()))
                    .findFirst();
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }
}
