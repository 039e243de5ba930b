package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import java.util.List;

/** Nothing waits on a topic. */
final class LagCheck implements Check {

    @Override
    public List<Finding> of(Evidence evidence) {
        try (Positions positions = new Positions(evidence.addresses().bootstrapServers())) {
            return positions.all().stream()
                    .filter(it -> it.lag() > 0)
                    .map(it -> new Finding(
                            "group-behind",
                            "group " + it.group(),
                            "%s: committed %s of %s".formatted(it.partition(), it.committed(), it.end())))
                    .toList();
        }
    }
}
