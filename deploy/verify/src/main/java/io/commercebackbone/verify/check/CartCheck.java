package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Line;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.load.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A cart holds what its user put in last and did not order afterwards. A call without an answer may still take effect for
 * a while, so lines that such a call was about are judged only when a later call has settled them.
 */
final class CartCheck implements Check {

    /** After this a call without an answer does nothing any more. */
    private static final Duration LATE = Duration.ofSeconds(30);

    /** A cart's line: one product of one user. */
    private record Place(UUID user, UUID product) {}

    @Override
    public List<Finding> of(Evidence evidence) {
        Map<Place, List<Operation>> changes = new HashMap<>();
        evidence.operations().stream()
                .filter(it -> it.action() == Action.PUT || it.action() == Action.DROP)
                .forEach(it -> changes.computeIfAbsent(place(it), place -> new ArrayList<>())
                        .add(it));
        Map<UUID, List<PlacedOrder>> orders = new HashMap<>();
        evidence.orders()
                .values()
                .forEach(it -> orders.computeIfAbsent(it.user(), user -> new ArrayList<>())
                        .add(it));
        Map<String, Map<String, String>> carts =
                RedisData.read(evidence.addresses().redis()).carts();
        List<Finding> findings = new ArrayList<>();
        changes.forEach((place, calls) -> {
            String stored = carts.getOrDefault(place.user().toString(), Map.of())
                    .getOrDefault(place.product().toString(), "");
            settled(calls)
                    .flatMap(last ->
                            difference(evidence, last, stored, orders.getOrDefault(place.user(), List.of()), place))
                    .ifPresent(findings::add);
        });
        Set<UUID> users = new HashSet<>();
        changes.keySet().forEach(place -> users.add(place.user()));
        users.forEach(user -> carts.getOrDefault(user.toString(), Map.of()).forEach((product, stored) -> {
            if (!changes.containsKey(new Place(user, UUID.fromString(product)))) {
                findings.add(
                        finding("cart-line-nobody-put", new Place(user, UUID.fromString(product)), "holds " + stored));
            }
        }));
        return findings;
    }

    private static Place place(Operation call) {
        return new Place(
                call.user(),
                call.action() == Action.PUT ? Line.of(call.what()).getFirst().product() : UUID.fromString(call.what()));
    }

    /** The last change that was answered, unless one that was not may have come after it. */
    private static Optional<Operation> settled(List<Operation> calls) {
        return calls.stream()
                .filter(Operation::isOk)
                .reduce((earlier, later) -> later)
                .filter(last -> open(calls).isBefore(last.invoked().minus(LATE)));
    }

    private static Instant open(List<Operation> calls) {
        return calls.stream()
                .filter(it -> it.outcome() == Outcome.UNKNOWN)
                .map(Operation::ended)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    private static Optional<Finding> difference(
            Evidence evidence, Operation last, String stored, List<PlacedOrder> orders, Place place) {
        if (last.action() == Action.DROP) {
            return stored.isEmpty()
                    ? Optional.empty()
                    : Optional.of(finding(
                            "cart-line-nobody-put",
                            place,
                            "holds %s after call %s took it out".formatted(stored, last.number())));
        }
        return stored.isEmpty() ? lost(evidence, last, orders, place) : kept(last, stored, orders, place);
    }

    private static Optional<Finding> lost(Evidence evidence, Operation put, List<PlacedOrder> orders, Place place) {
        boolean ordered = orders.stream()
                .anyMatch(it -> it.has(place.product()) && !it.createdAt().isBefore(floor(put.invoked())));
        boolean wiped =
                evidence.traces().losses().stream().anyMatch(it -> !it.to().isBefore(put.invoked()));
        return ordered || wiped
                ? Optional.empty()
                : Optional.of(finding(
                        "cart-line-lost",
                        place,
                        "call %s put it in at %s, and it was not ordered since".formatted(put.number(), put.ended())));
    }

    private static Optional<Finding> kept(Operation put, String stored, List<PlacedOrder> orders, Place place) {
        String[] parts = stored.split("@", 2);
        Instant changed = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
        int quantity = Line.of(put.what()).getFirst().quantity();
        if (Integer.parseInt(parts[0]) != quantity
                || changed.isBefore(floor(put.invoked()))
                || changed.isAfter(put.ended())) {
            return Optional.of(finding(
                    "cart-line-nobody-put",
                    place,
                    "holds %s, put in at %s, and call %s put in %s at %s"
                            .formatted(parts[0], changed, put.number(), quantity, put.ended())));
        }
        return orders.stream()
                .filter(it -> it.has(place.product()) && it.createdAt().isAfter(changed))
                .findFirst()
                .map(order -> finding(
                        "ordered-line-still-in-cart",
                        place,
                        "was put in at %s and ordered at %s by order %s"
                                .formatted(changed, order.createdAt(), order.id())));
    }

    /** Stored times have microseconds. */
    private static Instant floor(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static Finding finding(String rule, Place place, String difference) {
        return new Finding(rule, "user " + place.user(), "product " + place.product() + " " + difference);
    }
}
