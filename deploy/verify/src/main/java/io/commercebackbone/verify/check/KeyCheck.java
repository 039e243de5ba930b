package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whoever asks again under his key gets the same answer. That it happened once is told by what it left behind. */
final class KeyCheck implements Check {

    private static final int INSUFFICIENT_BALANCE = 402;

    @Override
    public List<Finding> of(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        for (Action action : Action.values()) {
            for (Request request : Request.of(evidence.operations(), action)) {
                Set<String> answers = request.calls().stream()
                        .filter(it -> it.isOk() || it.status() == INSUFFICIENT_BALANCE)
                        .map(it -> it.status() + " " + it.answer())
                        .collect(Collectors.toSet());
                if (answers.size() > 1) {
                    findings.add(new Finding(
                            "key-answered-differently",
                            "key " + request.first().key(),
                            "%s of user %s was answered %s in calls %s"
                                    .formatted(
                                            action,
                                            request.first().user(),
                                            answers,
                                            request.calls().stream()
                                                    .map(Operation::number)
                                                    .toList())));
                }
            }
        }
        return findings;
    }
}
