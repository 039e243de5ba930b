package io.commercebackbone.verify.check;

import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.load.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All calls that ask for the same thing: those under one key, or a single one without a key. Never empty. */
record Request(List<Operation> calls) {

    /** The requests of one kind, in the order in which they were first made. */
    static Collection<Request> of(List<Operation> operations, Action action) {
        Map<String, Request> requests = new LinkedHashMap<>();
        operations.stream()
                .filter(it -> it.action() == action)
                .forEach(it -> requests.computeIfAbsent(
                                it.key().isEmpty() ? Long.toString(it.number()) : it.user() + " " + it.key(),
                                key -> new Request(new ArrayList<>()))
                        .calls()
                        .add(it));
        return requests.values();
    }

    Operation first() {
        return calls.getFirst();
    }

    /** What its clients may take for true. */
    Outcome outcome() {
        return calls.stream().anyMatch(Operation::isOk)
                ? Outcome.OK
                : calls.stream().anyMatch(it -> it.outcome() == Outcome.UNKNOWN) ? Outcome.UNKNOWN : Outcome.FAIL;
    }

    /** The first good answer; only of those that have one. */
    Operation answered() {
        return calls.stream().filter(Operation::isOk).findFirst().orElseThrow();
    }

    boolean wasTold(int status) {
        return calls.stream().anyMatch(it -> it.status() == status);
    }

    Instant begun() {
        return calls.stream().map(Operation::invoked).min(Instant::compareTo).orElseThrow();
    }
}
