package io.commercebackbone.k8s.migrations;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what of a migration could disturb the version of the service that runs beside it, because it takes away or
 * forbids something in a table that was there before. What only adds is left alone.
 */
public final class Expansion {

    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\S+)");
    private static final Pattern ALTERED = Pattern.compile("alter table (?:if exists )?(?:only )?(\\S+) (.*)");
    private static final Pattern INDEX = Pattern.compile("create (unique )?index (concurrently )?.*? on (\\S+).*");
    private static final Pattern GONE =
            Pattern.compile("(?:drop (?:table|view|type|function|sequence|schema)|truncate|update|delete from) .*");

    private final Set<String> own = new HashSet<>();

    private Expansion(Migration migration) {
        for (String statement : migration.statements()) {
            Matcher created = CREATED.matcher(statement);
            if (created.lookingAt()) {
                own.add(created.group(1));
            }
        }
    }

    /** Each as {@code order-service V1002: orders add constraint orders_lease}; empty if it only expands. */
    public static List<String> disturbances(Migration migration) {
        Expansion expansion = new Expansion(migration);
        return migration.statements().stream()
                .flatMap(expansion::disturbances)
                .map(it -> migration.name() + ": " + it)
                .toList();
    }

    private Stream<String> disturbances(String statement) {
        Matcher altered = ALTERED.matcher(statement);
        if (altered.matches()) {
            return own.contains(altered.group(1)) ? Stream.empty() : changes(altered.group(1), altered.group(2));
        }
        Matcher index = INDEX.matcher(statement);
        if (index.matches()) {
            boolean harmless = own.contains(index.group(3)) || (index.group(1) == null && index.group(2) != null);
            return harmless ? Stream.empty() : Stream.of(words(statement, index.group(1) == null ? 3 : 4));
        }
        return GONE.matcher(statement).matches() ? Stream.of(words(statement, 3)) : Stream.empty();
    }

    private static Stream<String> changes(String table, String actions) {
        return Statements.parts(actions).stream().filter(it -> !isAddition(it)).map(it -> table + " " + words(it, 3));
    }

    /** A column that may be left out, a rule that is not held against the old rows, one that is looked after later. */
    private static boolean isAddition(String action) {
        if (action.startsWith("validate constraint") || action.startsWith("set (")) {
            return true;
        }
        if (action.startsWith("add constraint")) {
            return action.endsWith("not valid");
        }
        return action.startsWith("add column")
                && !action.matches(".* (unique|primary key)\\b.*")
                && (!action.contains("not null") || action.contains(" default "));
    }

    private static String words(String text, int count) {
        String[] words = text.split(" ", count + 1);
        return String.join(" ", List.of(words).subList(0, Math.min(count, words.length)));
    }
}
