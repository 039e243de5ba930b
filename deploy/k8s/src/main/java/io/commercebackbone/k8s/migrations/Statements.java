package io.commercebackbone.k8s.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SQL in parts: statements, and what one of them lists. Quoted text and parentheses stay whole. */
final class Statements {

    private Statements() {}

    /** The statements of a script, without comments, in lower case, with single spaces. */
    static List<String> of(String script) {
        String bare = script.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("(?m)--.*$", " ");
        return split(bare, ';').stream()
                .map(it -> it.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** The parts of a list. */
    static List<String> parts(String list) {
        return split(list, ',').stream().map(String::strip).toList();
    }

    /** Splits outside of parentheses, quotes and dollar quotes. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        boolean body = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            body ^= text.startsWith("$$", i) && !quoted;
            quoted ^= c == '\'' && !body;
            depth += quoted || body ? 0 : nesting(c);
            if (c == at && depth == 0 && !quoted && !body) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static int nesting(char c) {
        return switch (c) {
            case '(' -> 1;
            case ')' -> -1;
            default -> 0;
        };
    }
}
