package io.commercebackbone.cart;

import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.http.Problem;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import io.commercebackbone.redis.PipelinedScript;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * The users' carts. A cart comes into being with its first item and is gone with its last one, or when nothing was put
 * into it for its time to live. Carts know no catalogue: any product id is accepted.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if Redis does not answer.
 */
@Service
class Carts {

    @SuppressWarnings("rawtypes")
    private final RedisScript<List> put = RedisScript.of(new ClassPathResource("redis/put-item.lua"), List.class);

    private final PipelinedScript removeOrdered;
    private final StringRedisTemplate redis;
    private final Clock clock;
    private final CartProperties properties;
    private final Counter removed;

    Carts(StringRedisTemplate redis, Clock clock, CartProperties properties, MeterRegistry metrics) {
        this.removeOrdered = new PipelinedScript(redis, "redis/remove-ordered.lua");
        this.redis = redis;
        this.clock = clock;
        this.properties = properties;
        this.removed = metrics.counter("cart.items.ordered");
    }

    /** The user's cart, empty if there is none. */
    Cart of(UUID user) {
        HashOperations<String, String, String> hashes = redis.opsForHash();
        return cart(hashes.entries(key(user)).entrySet().stream());
    }

    /**
     * Sets how many of a product are in the cart; the item counts as changed now, also if the quantity is the same.
     *
     * @return the cart just after that, whatever others do to it at the same time
     * @throws Problem {@code cart-full} if the product would be one too many
     */
    Cart put(UUID user, UUID product, int quantity) {
        StoredItem item = new StoredItem(product, quantity, StoredItem.micros(clock.instant()));
        List<?> fields = redis.execute(
                put,
                List.of(key(user)),
                product.toString(),
                item.value(),
                Integer.toString(properties.maxItems()),
                Long.toString(properties.timeToLive().toSeconds()));
        if (fields == null || fields.isEmpty()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "cart-full",
                    "A cart holds %d different products at most".formatted(properties.maxItems()));
        }
        return cart(IntStream.range(0, fields.size() / 2)
                .mapToObj(it -> Map.entry(String.valueOf(fields.get(2 * it)), String.valueOf(fields.get(2 * it + 1)))));
    }

    private static Cart cart(Stream<Map.Entry<String, String>> fields) {
        return new Cart(fields.map(StoredItem::of)
                .sorted(StoredItem.OLDEST_CHANGE_FIRST)
                .map(StoredItem::view)
                .toList());
    }

    /** Takes a product out of the cart, if it is in there. */
    void remove(UUID user, UUID product) {
        redis.opsForHash().delete(key(user), product.toString());
    }

    /** Takes everything out of the cart. */
    void empty(UUID user) {
        redis.delete(key(user));
    }

    /**
     * Takes ordered products out of the carts of those who ordered them, unless they were changed at the time of the
     * order or after it. Needs no memory of events: repeating one, now or in a year, takes nothing out that came later.
     * If it fails some events may have taken effect already.
     */
    void ordered(List<ReceivedEvent<OrderCreatedEvent>> events) {
        List<Long> taken =
                removeOrdered.run(events.stream().map(Carts::removalOf).toList());
        removed.increment(taken.stream().mapToDouble(Long::doubleValue).sum());
    }

    private static PipelinedScript.Call removalOf(ReceivedEvent<OrderCreatedEvent> event) {
        Stream<String> products = event.body().items().stream()
                .map(item -> item.productId().toString())
                .distinct();
        String orderedAt = Long.toString(StoredItem.micros(event.time()));
        return new PipelinedScript.Call(
                List.of(key(event.body().userId())),
                Stream.concat(Stream.of(orderedAt), products).toList());
    }

    private static String key(UUID user) {
        return "cart:{" + user + "}";
    }
}
