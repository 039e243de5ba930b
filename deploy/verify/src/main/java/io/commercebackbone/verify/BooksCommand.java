package io.commercebackbone.verify;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.check.LiveChecks;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the books of a running installation, for an operator's nightly job: reads only, takes no locks, and prints a line
 * for each difference that stays. Ends with 0 if nothing differs, 1 if something does, 2 if it could not look.
 */
public final class BooksCommand {

    private BooksCommand() {}

    static void main() {
        System.exit(run());
    }

    private static int run() {
        BooksSettings settings;
        try {
            settings = BooksSettings.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("books: " + e.getMessage());
            System.err.println(BooksSettings.USAGE);
            return 2;
        }
        try (LiveChecks checks = new LiveChecks(
                settings.orders(),
                settings.payments(),
                settings.deliveries(),
                settings.redis(),
                settings.kafka(),
                settings.grace())) {
            return print(checks.standing(settings.patience()));
        } catch (RuntimeException e) {
            System.err.println("books: cannot look: " + reasons(e));
            return 2;
        }
    }

    /** What went wrong, and because of what: a library's own message often says only that something did. */
    private static String reasons(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(it -> it.getMessage() == null ? it.getClass().getSimpleName() : it.getMessage())
                .distinct()
                .collect(Collectors.joining(": "));
    }

    private static int print(List<Finding> findings) {
        findings.forEach(System.out::println);
        System.out.println(findings.isEmpty() ? "the books are right" : findings.size() + " differences");
        return findings.isEmpty() ? 0 : 1;
    }
}
