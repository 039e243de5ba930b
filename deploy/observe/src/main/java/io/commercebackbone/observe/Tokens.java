package io.commercebackbone.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes expressions apart. */
final class Tokens {

    /** In this order: a duration begins like a number. A name that begins with a dollar is Grafana's to fill in. */
    private static final Pattern PART = Pattern.compile("""
            \\s*(?:(?<duration>(?:\\d+(?:ms|[smhdwy]))+|\\$__(?:rate_interval|interval|range))(?![a-zA-Z0-9_])\
            |(?<number>\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|\\.\\d+)(?![a-zA-Z0-9_.])\
            |(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\
            |(?<string>"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')\
            |(?<sign>==|!=|>=|<=|=~|!~|[-+*/%^(){}\\[\\],=<>]))\\s*""");

    private Tokens() {}

    /**
     * All of an expression's, and one that says that it ends.
     *
     * @throws IllegalArgumentException with the place where something stands that cannot
     */
    static List<Token> of(String expression) {
        List<Token> tokens = new ArrayList<>();
        Matcher part = PART.matcher(expression);
        int at = 0;
        while (at < expression.length()) {
            part.region(at, expression.length());
            if (!part.lookingAt()) {
                if (expression.substring(at).isBlank()) {
                    break;
                }
                throw new IllegalArgumentException("cannot be read from here on: " + expression.substring(at));
            }
            tokens.add(token(part));
            at = part.end();
        }
        tokens.add(new Token(Token.Type.END, ""));
        return tokens;
    }

    private static Token token(Matcher part) {
        for (Token.Type type :
                List.of(Token.Type.DURATION, Token.Type.NUMBER, Token.Type.NAME, Token.Type.STRING, Token.Type.SIGN)) {
            String text = part.group(type.name().toLowerCase(Locale.ROOT));
            if (text != null) {
                return new Token(type, text);
            }
        }
        throw new IllegalStateException(part.group());
    }
}
