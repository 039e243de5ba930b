package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.load.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Payments, cancellations and shipments are what customers were told they are. */
final class PaymentCheck implements Check {

    private static final int INSUFFICIENT_BALANCE = 402;

    @Override
    public List<Finding> of(Evidence evidence) throws SQLException {
        Map<UUID, String> completed = new HashMap<>();
        Rows.read(
                        evidence.addresses().payments(),
                        "select order_id, id from payments where status = 'COMPLETED'",
                        row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .forEach(it -> completed.put(it.getKey(), it.getValue()));
        Set<UUID> shipped = new HashSet<>(Rows.read(
                evidence.addresses().payments(),
                "select order_id from shipments where status in ('STARTED', 'DELIVERED')",
                row -> row.getObject(1, UUID.class)));
        List<Finding> findings = new ArrayList<>();
        Set<UUID> asked = new HashSet<>();
        for (Request request : Request.of(evidence.operations(), Action.PAY)) {
            asked.add(request.first().order());
            payment(findings, request, completed.getOrDefault(request.first().order(), "none"));
        }
        evidence.operations().stream().filter(Operation::isOk).forEach(it -> {
            if (it.action() == Action.CANCEL && !isCancelled(evidence, it)) {
                findings.add(finding("acknowledged-cancellation-missing", it, "the order is not cancelled"));
            } else if (it.action() == Action.SHIP && !shipped.contains(it.order())) {
                findings.add(finding("acknowledged-shipment-missing", it, "the shipment has not left"));
            }
        });
        completed.keySet().stream()
                .filter(order -> evidence.orders().containsKey(order) && !asked.contains(order))
                .forEach(order -> findings.add(new Finding(
                        "payment-nobody-asked-for", "order " + order, "was paid by " + completed.get(order))));
        return findings;
    }

    private static void payment(List<Finding> findings, Request request, String paid) {
        if (request.outcome() == Outcome.OK && !paid.equals(request.answered().answer())) {
            findings.add(finding(
                    "acknowledged-payment-missing",
                    request.answered(),
                    "payment %s was told of, and %s is there"
                            .formatted(request.answered().answer(), paid)));
        } else if (request.wasTold(INSUFFICIENT_BALANCE) && !paid.equals("none")) {
            findings.add(finding("refused-payment-made", request.first(), "it was paid by " + paid));
        }
    }

    private static boolean isCancelled(Evidence evidence, Operation cancel) {
        PlacedOrder order = evidence.orders().get(cancel.order());
        return order != null && order.isCancelled();
    }

    private static Finding finding(String rule, Operation call, String difference) {
        return new Finding(
                rule,
                "order " + call.order(),
                "call %s of user %s, key %s: %s".formatted(call.number(), call.user(), call.key(), difference));
    }
}
