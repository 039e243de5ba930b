package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Action;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Every charge that was acknowledged is in the ledger once, every refused one is not, and none is there that nobody made.
 * A customer charges each amount once, so an amount tells which charge an entry is.
 */
final class ChargeCheck implements Check {

    private static final String CHARGES =
            "select user_id, amount, count(*) from balance_entries where type = 'CHARGE' group by user_id, amount";

    /** A charge of a customer. */
    private record Charge(UUID user, BigDecimal amount) {

        Charge {
            amount = amount.stripTrailingZeros();
        }
    }

    @Override
    public List<Finding> of(Evidence evidence) throws SQLException {
        Map<Charge, Integer> entries = new HashMap<>();
        Rows.read(
                        evidence.addresses().payments(),
                        CHARGES,
                        row -> Map.entry(new Charge(row.getObject(1, UUID.class), row.getBigDecimal(2)), row.getInt(3)))
                .forEach(it -> entries.put(it.getKey(), it.getValue()));
        List<Finding> findings = new ArrayList<>();
        Set<Charge> made = new HashSet<>();
        for (Request request : Request.of(evidence.operations(), Action.CHARGE)) {
            Charge charge = new Charge(
                    request.first().user(), new BigDecimal(request.first().what()));
            made.add(charge);
            int times = entries.getOrDefault(charge, 0);
            switch (request.outcome()) {
                case OK -> add(findings, times == 0, "acknowledged-charge-missing", request, times);
                case FAIL -> add(findings, times > 0, "refused-charge-made", request, times);
                case UNKNOWN -> {
                    // once or not at all
                }
            }
            add(findings, times > 1, "charged-twice", request, times);
        }
        Set<UUID> users = made.stream().map(Charge::user).collect(Collectors.toSet());
        entries.keySet().stream()
                .filter(it -> users.contains(it.user()) && !made.contains(it))
                .forEach(it -> findings.add(new Finding(
                        "charge-nobody-made",
                        "user " + it.user(),
                        "the ledger has a charge of " + it.amount().toPlainString())));
        return findings;
    }

    private static void add(List<Finding> findings, boolean wrong, String rule, Request request, int times) {
        if (wrong) {
            findings.add(new Finding(
                    rule,
                    "user " + request.first().user(),
                    "a charge of %s under key %s is in the ledger %s times"
                            .formatted(request.first().what(), request.first().key(), times)));
        }
    }
}
