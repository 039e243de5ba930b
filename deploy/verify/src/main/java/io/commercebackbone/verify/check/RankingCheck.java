package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ranking is what a recount of the orders gives: units of orders that were not cancelled, by the day of the order. */
final class RankingCheck implements Check {

    /** Where ranking-service's days begin and end, unless it is told otherwise. */
    static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    @Override
    public List<Finding> of(Evidence evidence) {
        return before(
                LocalDate.MAX, evidence.orders().values(), evidence.addresses().redis());
    }

    /** The same of days that are over, which is what holds while orders are placed. */
    static List<Finding> before(LocalDate end, Collection<PlacedOrder> orders, String redis) {
        Map<String, Map<String, Long>> counted = new HashMap<>();
        orders.stream()
                .filter(order -> !order.isCancelled())
                .forEach(order -> order.lines()
                        .forEach(line -> counted.computeIfAbsent(
                                        order.createdAt()
                                                .atZone(ZONE)
                                                .toLocalDate()
                                                .toString(),
                                        day -> new HashMap<>())
                                .merge(line.product().toString(), (long) line.quantity(), Long::sum)));
        Map<String, Map<String, Long>> ranked = RedisData.read(redis).scores();
        // a day that left the longest window is gone
        Set<String> days = new HashSet<>(ranked.keySet());
        if (end.equals(LocalDate.MAX)) {
            days.addAll(counted.keySet());
        }
        List<Finding> findings = new ArrayList<>();
        days.stream()
                .filter(day -> LocalDate.parse(day).isBefore(end))
                .forEach(day -> compare(
                        findings, day, counted.getOrDefault(day, Map.of()), ranked.getOrDefault(day, Map.of())));
        return findings;
    }

    private static void compare(
            List<Finding> findings, String day, Map<String, Long> counted, Map<String, Long> ranked) {
        Set<String> products = new HashSet<>(counted.keySet());
        products.addAll(ranked.keySet());
        for (String product : products) {
            long orders = counted.getOrDefault(product, 0L);
            long score = ranked.getOrDefault(product, 0L);
            if (orders != score) {
                findings.add(new Finding(
                        score < orders ? "ranking-below-recount" : "ranking-above-recount",
                        "product " + product,
                        "{ranking}:day:%s has a score of %s, and the orders of that day add up to %s"
                                .formatted(day, score, orders)));
            }
        }
    }
}
