package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Line;
import io.commercebackbone.verify.load.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every acknowledged order is there as it was asked for, and no order is there that was refused or that one request made
 * beside another. An order that nobody was told of must be what some request without an answer asked for.
 */
final class OrderCheck implements Check {

    @Override
    public List<Finding> of(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        Map<UUID, Request> told = new HashMap<>();
        Map<UUID, List<Request>> open = new HashMap<>();
        Set<UUID> users = new HashSet<>();
        for (Request request : Request.of(evidence.operations(), Action.ORDER)) {
            users.add(request.first().user());
            if (request.outcome() == Outcome.OK) {
                Request other = told.put(request.answered().order(), request);
                if (other != null) {
                    findings.add(new Finding(
                            "order-answers-two-requests",
                            "order " + request.answered().order(),
                            "calls " + other.answered().number() + " and "
                                    + request.answered().number()));
                }
            } else if (request.outcome() == Outcome.UNKNOWN) {
                open.computeIfAbsent(request.first().user(), user -> new ArrayList<>())
                        .add(request);
            }
        }
        told.forEach((id, request) -> compare(findings, evidence.orders().get(id), id, request));
        evidence.orders().values().stream()
                .filter(order -> users.contains(order.user()) && !told.containsKey(order.id()))
                .filter(order -> !isExplained(order, open.getOrDefault(order.user(), List.of())))
                .forEach(order -> findings.add(new Finding(
                        "order-nobody-was-told-of",
                        "order " + order.id(),
                        "was placed at %s for user %s, and no request without an answer asked for %s"
                                .formatted(order.createdAt(), order.user(), Line.text(order.lines())))));
        return findings;
    }

    private static void compare(List<Finding> findings, @Nullable PlacedOrder order, UUID id, Request request) {
        if (order == null) {
            findings.add(new Finding(
                    "acknowledged-order-missing",
                    "order " + id,
                    "call %s of user %s was told of it at %s"
                            .formatted(
                                    request.answered().number(),
                                    request.first().user(),
                                    request.answered().ended())));
        } else if (!order.user().equals(request.first().user())
                || !sorted(order.lines()).equals(sorted(Line.of(request.first().what())))) {
            findings.add(new Finding(
                    "order-differs-from-request",
                    "order " + id,
                    "has %s where call %s asked for %s"
                            .formatted(
                                    Line.text(order.lines()),
                                    request.answered().number(),
                                    request.first().what())));
        }
    }

    private static String sorted(List<Line> lines) {
        return lines.stream().map(Line::toString).sorted().collect(Collectors.joining(","));
    }

    /** Each request explains one order only. */
    private static boolean isExplained(PlacedOrder order, List<Request> open) {
        for (Request request : open) {
            if (!order.createdAt().isBefore(request.begun())
                    && sorted(order.lines())
                            .equals(sorted(Line.of(request.first().what())))) {
                return open.remove(request);
            }
        }
        return false;
    }
}
