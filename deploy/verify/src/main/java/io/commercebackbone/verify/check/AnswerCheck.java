package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Operation;
import java.util.List;

/** Whatever is broken, a customer is told what he can do about it: 500 says that nobody has thought of it. */
final class AnswerCheck implements Check {

    private static final int INTERNAL_ERROR = 500;

    @Override
    public List<Finding> of(Evidence evidence) {
        return evidence.operations().stream()
                .filter(call -> call.status() == INTERNAL_ERROR)
                .map(AnswerCheck::finding)
                .toList();
    }

    private static Finding finding(Operation call) {
        return new Finding(
                "internal-error-answered",
                "operation " + call.number(),
                "%s of %s at %s".formatted(call.action(), call.what(), call.invoked()));
    }
}
