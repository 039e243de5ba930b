package io.commercebackbone.messaging.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asked for what. Rebuilt of the marks, so it reaches as far back as the dead-letter topics do. */
final class AuditTrail {

    private static final int LONGEST = 10_000;

    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /** A letter became part of an operation. */
    synchronized void joined(Mark mark, int processed) {
        String id = mark.operation();
        if (id == null) {
            return;
        }
        Operation known = operations.get(id);
        operations.put(id, (known == null ? Operation.begun(id, mark) : known).plus(1, processed, 0));
        if (operations.size() > LONGEST) {
            operations.remove(operations.keySet().iterator().next());
        }
    }

    synchronized void processed(@Nullable String operation) {
        operations.computeIfPresent(String.valueOf(operation), (id, known) -> known.plus(0, 1, 0));
    }

    synchronized void failed(@Nullable String operation) {
        operations.computeIfPresent(String.valueOf(operation), (id, known) -> known.plus(0, 0, 1));
    }

    synchronized Optional<Operation> find(@Nullable String operation) {
        return Optional.ofNullable(operations.get(String.valueOf(operation)));
    }

    /** Latest first. */
    synchronized List<Operation> latest(int limit) {
        List<Operation> all = new ArrayList<>(operations.values());
        all.sort(Comparator.comparing(Operation::at).reversed().thenComparing(Operation::id));
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }
}
