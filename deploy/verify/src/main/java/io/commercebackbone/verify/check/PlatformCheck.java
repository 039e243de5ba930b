package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.parts.Platform;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The outside platform was told of each payment, however often, under one id and in the same words; and of nothing else. */
final class PlatformCheck implements Check {

    /** What the platform knows of a payment. */
    private static final class Told {
        private final Set<String> keys = new HashSet<>();
        private boolean accepted;
    }

    @Override
    public List<Finding> of(Evidence evidence) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Map<String, Told> told = new HashMap<>();
        Map<String, String> bodies = new HashMap<>();
        for (Platform.Call call : evidence.platform()) {
            String first = bodies.putIfAbsent(call.key(), call.body());
            if (first != null && !first.equals(call.body())) {
                findings.add(new Finding(
                        "platform-told-differently", "key " + call.key(), first + " and then " + call.body()));
            }
            JsonNode payment = JsonMapper.shared().readTree(call.body()).path("payment");
            Told known = told.computeIfAbsent(payment.path("id").asString(""), id -> new Told());
            known.keys.add(call.key());
            known.accepted |= call.accepted();
        }
        told.forEach((payment, known) -> {
            if (known.keys.size() > 1) {
                findings.add(new Finding(
                        "payment-under-two-ids", "payment " + payment, "the platform got it as " + known.keys));
            }
        });
        payments(evidence, told, findings);
        return findings;
    }

    /** A payment that was made, and what the delivery log says of it. */
    private record Paid(UUID payment, UUID order) {}

    private static void payments(Evidence evidence, Map<String, Told> told, List<Finding> findings)
            throws SQLException {
        Set<String> noted = new HashSet<>(Rows.read(
                evidence.addresses().deliveries(),
                "select payment_id from deliveries where state = 'DELIVERED'",
                row -> row.getString(1)));
        List<Paid> paid = Rows.read(
                evidence.addresses().payments(),
                "select id, order_id from payments where status = 'COMPLETED'",
                row -> new Paid(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
        Set<String> unknown = new HashSet<>(told.keySet());
        for (Paid each : paid) {
            String id = each.payment().toString();
            unknown.remove(id);
            Told known = told.get(id);
            if (known == null || !known.accepted) {
                findings.add(new Finding(
                        "payment-not-at-platform", "order " + each.order(), "payment " + id + " was not taken there"));
            } else if (!noted.contains(id)) {
                findings.add(new Finding(
                        "delivery-not-noted", "order " + each.order(), "payment " + id + " has no row as DELIVERED"));
            }
        }
        unknown.forEach(id -> findings.add(
                new Finding("platform-told-of-no-payment", "payment " + id, "nobody made such a payment")));
    }
}
