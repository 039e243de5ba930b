package io.commercebackbone.ranking;

import io.commercebackbone.messaging.Stretch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The latest rebuild, in Redis beside what it rebuilds. Each step is atomic, and does nothing when the rebuild that it is
 * for does not run any more: so it does not matter how late it comes, or of which instance.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if Redis does not answer.
 */
@Component
class RebuildStore {

    private final RedisScript<Long> begin = script("begin", Long.class);
    private final RedisScript<String> take = script("take", String.class);
    private final RedisScript<Long> note = script("note", Long.class);
    private final RedisScript<Long> swap = script("swap", Long.class);
    private final RedisScript<Long> drop = script("drop", Long.class);

    private final StringRedisTemplate redis;
    private final RankingProperties properties;

    RebuildStore(StringRedisTemplate redis, RankingProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Optional<Rebuild> latest() {
        HashOperations<String, String, String> hashes = redis.opsForHash();
        Map<String, String> fields = hashes.entries(Keys.REBUILD);
        return fields.isEmpty() ? Optional.empty() : Optional.of(RebuildFields.read(fields));
    }

    /** From now on every event is counted for the shadow too. False, and nothing changed, if another rebuild runs. */
    boolean begin(Rebuild rebuild) {
        return did(begin, List.of(Keys.REBUILD), Stream.of(rebuild.id()), RebuildFields.begun(rebuild));
    }

    /** The id of the rebuild that runs, if nobody else works on it: nobody else is given it for some time then. */
    Optional<String> take(String worker) {
        return Optional.ofNullable(
                redis.execute(take, List.of(Keys.REBUILD, Keys.REBUILD_WORKER), worker, untilTakenOver()));
    }

    /** Notes how far the rebuild has come, and goes on to work on it; false if that is over. */
    boolean note(String id, String worker, int skipped, List<Stretch> stretches) {
        return did(
                note,
                List.of(Keys.REBUILD, Keys.REBUILD_WORKER),
                Stream.of(id, worker, untilTakenOver(), Integer.toString(skipped)),
                RebuildFields.stretches(stretches));
    }

    /** Lets another instance work on it at once. */
    void release(String worker) {
        if (worker.equals(redis.opsForValue().get(Keys.REBUILD_WORKER))) {
            redis.delete(Keys.REBUILD_WORKER);
        }
    }

    /** Makes the shadow the ranking, for these days and for whatever other days it has; and forgets these sums. */
    boolean swap(String id, List<LocalDate> days, List<String> sums, List<String> noted) {
        List<String> keys = new ArrayList<>(List.of(Keys.REBUILD, Keys.SHADOWS));
        days.forEach(day -> keys.add(Keys.day(day)));
        keys.addAll(sums);
        String keep = Long.toString(properties.rememberEventsFor().toSeconds());
        return did(swap, keys, Stream.of(id, Keys.PREFIX, Keys.SHADOW_PREFIX, keep), noted);
    }

    /** Ends it without effect. */
    boolean drop(String id, List<String> noted) {
        return did(drop, List.of(Keys.REBUILD, Keys.SHADOWS), Stream.of(id), noted);
    }

    private boolean did(RedisScript<Long> script, List<String> keys, Stream<String> arguments, List<String> fields) {
        Long answer = redis.execute(
                script, keys, Stream.concat(arguments, fields.stream()).toArray());
        return answer != null && answer == 1;
    }

    private String untilTakenOver() {
        return Long.toString(properties.rebuildTakeover().toMillis());
    }

    private static <T> RedisScript<T> script(String what, Class<T> answer) {
        return RedisScript.of(new ClassPathResource("redis/" + what + "-rebuild.lua"), answer);
    }
}
