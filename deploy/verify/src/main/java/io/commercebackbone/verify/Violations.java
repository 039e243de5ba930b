package io.commercebackbone.verify;

import io.commercebackbone.verify.books.Finding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found wrong in a run, each once, and how often was looked. */
final class Violations {

    private final Map<String, Finding> found = new LinkedHashMap<>();
    private final Map<String, Integer> checks = new TreeMap<>();

    /** What one look found. */
    synchronized void add(String check, Collection<Finding> findings) {
        checks.merge(check, 1, Integer::sum);
        for (Finding finding : findings) {
            if (found.putIfAbsent(finding.rule() + " " + finding.subject(), finding) == null) {
                System.out.println("VIOLATION (" + check + ") " + finding);
            }
        }
    }

    synchronized List<Finding> all() {
        return List.copyOf(found.values());
    }

    synchronized Map<String, Integer> checks() {
        return Map.copyOf(checks);
    }
}
