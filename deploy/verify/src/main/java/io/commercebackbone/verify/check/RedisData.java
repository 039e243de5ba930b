package io.commercebackbone.verify.check;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What lies in Redis: scores by day and product, cart lines by user and product. */
record RedisData(Map<String, Map<String, Long>> scores, Map<String, Map<String, String>> carts) {

    private static final String DAY = "{ranking}:day:";
    private static final String CART = "cart:{";
    private static final int AT_A_TIME = 500;

    static RedisData read(String url) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(Duration.ofSeconds(10));
        try (RedisClient client = RedisClient.create(uri);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            Map<String, Map<String, Long>> scores = new HashMap<>();
            ScanIterator.scan(redis, ScanArgs.Builder.matches(DAY + "*").limit(AT_A_TIME))
                    .forEachRemaining(key -> scores.put(key.substring(DAY.length()), scores(redis, key)));
            Map<String, Map<String, String>> carts = new HashMap<>();
            ScanIterator.scan(redis, ScanArgs.Builder.matches(CART + "*").limit(AT_A_TIME))
                    .forEachRemaining(
                            key -> carts.put(key.substring(CART.length(), key.length() - 1), redis.hgetall(key)));
            return new RedisData(scores, carts);
        }
    }

    private static Map<String, Long> scores(RedisCommands<String, String> redis, String key) {
        Map<String, Long> scores = new HashMap<>();
        redis.zrangeWithScores(key, 0, -1).forEach(it -> scores.put(it.getValue(), (long) it.getScore()));
        return scores;
    }
}
