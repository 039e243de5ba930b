package io.commercebackbone.cart;

import io.commercebackbone.local.LocalRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** A look into Redis past the service. */
final class StoredCart {

    private StoredCart() {}

    static boolean exists(UUID user) {
        return ask(redis -> redis.exists(key(user)) == 1);
    }

    /** Seconds until the cart goes by itself. */
    static long timeToLive(UUID user) {
        return ask(redis -> redis.ttl(key(user)));
    }

    /** When an item was last changed, in microseconds since the epoch. */
    static long changedAt(UUID user, UUID product) {
        String item = ask(redis -> Objects.requireNonNull(redis.hget(key(user), product.toString())));
        return Long.parseLong(item.substring(item.indexOf('@') + 1));
    }

    private static String key(UUID user) {
        return "cart:{" + user + "}";
    }

    private static <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisURI uri =
                RedisURI.create(LocalRedis.shared().host(), LocalRedis.shared().port());
        try (RedisClient client = RedisClient.create(uri);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }
}
