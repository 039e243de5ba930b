package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whoever was told something reads it afterwards: his order is there, paid when he paid it, cancelled when he cancelled it,
 * and never goes back. While something is wrong an order may be read as being paid for a moment longer, as its service is
 * told of the payment by the event only.
 */
final class ReadCheck implements Check {

    private static final Set<String> UNPAID = Set.of("PENDING", "PAYING");
    private static final int NOT_FOUND = 404;

    /** What the order's customer knows of it. */
    private static final class Known {
        private boolean paid;
        private boolean cancelled;
    }

    @Override
    public List<Finding> of(Evidence evidence) {
        Map<UUID, Known> orders = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Operation call : evidence.operations()) {
            switch (call.action()) {
                case ORDER, PAY, CANCEL -> {
                    if (call.isOk()) {
                        Known known = orders.computeIfAbsent(call.order(), order -> new Known());
                        known.paid |= call.action() == Action.PAY;
                        known.cancelled |= call.action() == Action.CANCEL;
                    }
                }
                case READ ->
                    Optional.ofNullable(orders.get(call.order()))
                            .flatMap(known -> difference(evidence, call, known))
                            .ifPresent(findings::add);
                default -> {
                    // not about an order's state
                }
            }
        }
        return findings;
    }

    private static Optional<Finding> difference(Evidence evidence, Operation read, Known known) {
        if (read.status() == NOT_FOUND) {
            return Optional.of(finding("own-order-not-found", read, "was placed before"));
        }
        if (!read.isOk()) {
            return Optional.empty();
        }
        if (known.cancelled && !read.answer().equals("CANCELLED")) {
            return Optional.of(finding("cancellation-not-read", read, "was cancelled before"));
        }
        boolean late = read.answer().equals("PAYING")
                && evidence.disturbed(read.invoked().minusSeconds(10), read.ended());
        if (known.paid && UNPAID.contains(read.answer()) && !late) {
            return Optional.of(finding("payment-not-read", read, "was paid before"));
        }
        return Optional.empty();
    }

    private static Finding finding(String rule, Operation read, String why) {
        return new Finding(
                rule,
                "order " + read.order(),
                "call %s at %s was answered %s %s, and the order %s"
                        .formatted(read.number(), read.ended(), read.status(), read.answer(), why));
    }
}
