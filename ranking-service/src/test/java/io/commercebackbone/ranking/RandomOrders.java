package io.commercebackbone.ranking;

import io.commercebackbone.events.OrderedItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A shop where products are ordered and orders cancelled at random, its events delivered in any order and often twice;
 * and what its orders add up to.
 */
final class RandomOrders {

    private record Order(UUID id, List<OrderedItem> items, Instant at) {}

    private final Random random;
    private final List<UUID> products;
    private final List<Order> orders = new ArrayList<>();
    private final Set<Order> cancelled = new HashSet<>();
    private final List<ProducerRecord<String, byte[]>> published = new ArrayList<>();
    private final List<ProducerRecord<String, byte[]>> late = new ArrayList<>();

    RandomOrders(long seed) {
        random = new Random(seed);
        products = IntStream.range(0, 25)
                .mapToObj(it -> new UUID(random.nextLong(), random.nextLong()))
                .toList();
    }

    List<UUID> products() {
        return products;
    }

    /** What happens in the next moment. */
    List<ProducerRecord<String, byte[]>> some() {
        List<ProducerRecord<String, byte[]>> now = new ArrayList<>();
        for (int left = 1 + random.nextInt(20); left > 0; left--) {
            int kind = random.nextInt(100);
            if (kind < 60 || orders.isEmpty() || published.isEmpty()) {
                order(now);
            } else if (kind < 80) {
                cancel(now);
            } else if (kind < 99) {
                now.add(published.get(random.nextInt(published.size())));
            } else {
                now.add(OrderEvents.copy(
                        published.getFirst(),
                        UUID.randomUUID().toString(),
                        "no event".getBytes(StandardCharsets.UTF_8)));
            }
        }
        return now;
    }

    /** What was kept back so far. */
    List<ProducerRecord<String, byte[]>> rest() {
        List<ProducerRecord<String, byte[]>> rest = List.copyOf(late);
        published.addAll(rest);
        late.clear();
        return rest;
    }

    /** The same, and everything else once more. */
    List<ProducerRecord<String, byte[]>> everything() {
        rest();
        List<ProducerRecord<String, byte[]>> all = new ArrayList<>(published);
        Collections.shuffle(all, random);
        return all;
    }

    private void order(List<ProducerRecord<String, byte[]>> now) {
        List<OrderedItem> items = new ArrayList<>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            items.add(new OrderedItem(products.get(random.nextInt(products.size())), 1 + random.nextInt(3)));
        }
        Order order = new Order(new UUID(random.nextLong(), random.nextLong()), items, someTime());
        orders.add(order);
        ProducerRecord<String, byte[]> event = OrderEvents.ordered(order.id(), items, order.at());
        // some are read after their cancellation
        if (random.nextInt(10) == 0) {
            late.add(event);
        } else {
            now.add(event);
            published.add(event);
        }
    }

    private void cancel(List<ProducerRecord<String, byte[]>> now) {
        Order order = orders.get(random.nextInt(orders.size()));
        if (cancelled.add(order)) {
            ProducerRecord<String, byte[]> event = OrderEvents.cancelled(order.id(), order.items(), order.at());
            now.add(event);
            published.add(event);
        }
    }

    private Instant someTime() {
        LocalDate today = LocalDate.now(RunningService.ZONE);
        return switch (random.nextInt(4)) {
            case 0 -> Instant.now();
            case 1 -> midnight(today.minusDays(random.nextInt(4)));
            case 2 -> midnight(today.minusDays(random.nextInt(33))).minusMillis(1);
            default -> Instant.now().minus(Duration.ofMinutes(random.nextInt(35 * 24 * 60)));
        };
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(RunningService.ZONE).toInstant();
    }

    /** The ranking of a window that ends with a day, a line each: rank, product, units. */
    List<String> ranking(Window window, LocalDate today, Predicate<LocalDate> counted) {
        Set<LocalDate> days = new HashSet<>(window.daysUntil(today));
        days.removeIf(counted.negate());
        Map<UUID, Long> units = new HashMap<>();
        for (Order order : orders) {
            if (!cancelled.contains(order) && days.contains(LocalDate.ofInstant(order.at(), RunningService.ZONE))) {
                order.items().forEach(it -> units.merge(it.productId(), (long) it.quantity(), Long::sum));
            }
        }
        List<Map.Entry<UUID, Long>> best = new ArrayList<>(units.entrySet());
        best.sort(Comparator.comparing((Map.Entry<UUID, Long> it) -> it.getValue())
                .thenComparing(it -> it.getKey().toString())
                .reversed());
        return IntStream.range(0, best.size())
                .mapToObj(it -> "%d %s %d"
                        .formatted(it + 1, best.get(it).getKey(), best.get(it).getValue()))
                .toList();
    }
}
