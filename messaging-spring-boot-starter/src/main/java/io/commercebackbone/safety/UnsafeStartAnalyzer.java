package io.commercebackbone.safety;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set instead of a stack trace. */
class UnsafeStartAnalyzer extends AbstractFailureAnalyzer<UnsafeStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnsafeStartException cause) {
        String reasons = cause.refused().values().stream()
                .map(it -> "  - " + it)
                .collect(Collectors.joining(System.lineSeparator()));
        String allowances =
                cause.refused().keySet().stream().map(Unsafe::allowance).collect(Collectors.joining(","));
        return new FailureAnalysis(
                "This service does not start unprotected:" + System.lineSeparator() + reasons,
                "Set what is named above. On a machine where nobody else is: backbone.unsafe.allow=" + allowances,
                cause);
    }
}
