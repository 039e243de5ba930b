package io.commercebackbone.ranking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Service;

/**
 * Who leads. Products are ordered by units sold; of those that sold the same, the one with the greater id, which is the
 * younger one where ids are UUIDv7, comes first. So every product has a rank of its own.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if Redis does not answer.
 */
@Service
class Rankings {

    @SuppressWarnings("rawtypes")
    private final RedisScript<List> script = RedisScript.of(new ClassPathResource("redis/read-window.lua"), List.class);

    private final StringRedisTemplate redis;
    private final Days days;
    private final RankingProperties properties;

    Rankings(StringRedisTemplate redis, Days days, RankingProperties properties) {
        this.redis = redis;
        this.days = days;
        this.properties = properties;
    }

    /** The best products of a window, {@code limit} at most; none that sold nothing. */
    Ranking top(Window window, int limit) {
        List<String> found = read(window, Integer.toString(limit));
        List<RankedProduct> items = new ArrayList<>(found.size() / 2);
        for (int i = 0; i < found.size(); i += 2) {
            items.add(new RankedProduct(i / 2 + 1L, UUID.fromString(found.get(i)), units(found.get(i + 1))));
        }
        return new Ranking(window, items);
    }

    /** Where a product stands in a window: without a rank if it sold nothing, or does not exist. */
    ProductRanking of(UUID product, Window window) {
        List<String> found = read(window, "1", product.toString());
        return found.isEmpty()
                ? new ProductRanking(window, product, null, 0)
                : new ProductRanking(window, product, Long.valueOf(found.get(1)), units(found.get(0)));
    }

    private List<String> read(Window window, String... question) {
        LocalDate today = days.today();
        List<String> keys = window.daysUntil(today).stream().map(Keys::day).toList();
        if (keys.size() > 1) {
            keys = Stream.concat(Stream.of(Keys.window(window, today)), keys.stream())
                    .toList();
        }
        String keep = Long.toString(properties.windowFreshness().toMillis());
        Object[] arguments = Stream.concat(Stream.of(keep), Stream.of(question)).toArray();
        List<?> answer = redis.execute(script, keys, arguments);
        return answer == null ? List.of() : answer.stream().map(String::valueOf).toList();
    }

    /** Redis writes scores as floating point; counts are whole. */
    private static long units(String score) {
        return (long) Double.parseDouble(score);
    }
}
