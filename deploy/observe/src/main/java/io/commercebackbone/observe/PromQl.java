package io.commercebackbone.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression in Prometheus' language, as far as dashboards and rules here use it: what it refuses may be right, what
 * it accepts is put together rightly. It knows no types.
 */
public final class PromQl {

    private static final List<String> COMPARISONS = List.of("==", "!=", ">", "<", ">=", "<=");
    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");
    private static final List<String> AGGREGATIONS =
            List.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "count_values", "group");
    private static final List<String> GROUPINGS = List.of("by", "without");
    private static final List<String> MATCHINGS = List.of("on", "ignoring");
    private static final List<String> SIDES = List.of("group_left", "group_right");
    private static final List<String> MATCHERS = List.of("=", "!=", "=~", "!~");
    private static final Set<String> FUNCTIONS = Set.of(
            "absent",
            "avg_over_time",
            "changes",
            "clamp_max",
            "clamp_min",
            "count_over_time",
            "delta",
            "deriv",
            "histogram_quantile",
            "idelta",
            "increase",
            "irate",
            "label_replace",
            "last_over_time",
            "max_over_time",
            "min_over_time",
            "predict_linear",
            "rate",
            "resets",
            "scalar",
            "sum_over_time",
            "time",
            "timestamp",
            "vector");

    private final List<Token> tokens;
    private final Set<String> metrics = new LinkedHashSet<>();
    private int at;

    private PromQl(String expression) {
        tokens = Tokens.of(expression);
    }

    /**
     * The names of the series that an expression is about.
     *
     * @throws IllegalArgumentException with the place, if it is not put together rightly
     */
    public static Set<String> metrics(String expression) {
        PromQl whole = new PromQl(expression);
        whole.expression();
        whole.require(whole.now().type() == Token.Type.END, "the end");
        return whole.metrics;
    }

    /**
     * The expression without what it is compared to: every comparison with a number is left out, so that it gives what is
     * compared. One without any is given back as it is.
     */
    public static String withoutThresholds(String expression) {
        List<Token> tokens = Tokens.of(expression);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isOneOf(COMPARISONS) && tokens.get(i + 1).type() == Token.Type.NUMBER) {
                i++;
            } else {
                kept.add(tokens.get(i).text());
            }
        }
        return String.join(" ", kept).strip();
    }

    private void expression() {
        operand();
        while (now().isOneOf(OPERATORS)) {
            next();
            if (now().is("bool")) {
                next();
            }
            if (now().isOneOf(MATCHINGS)) {
                next();
                labels();
                if (now().isOneOf(SIDES)) {
                    next();
                    if (now().is("(")) {
                        labels();
                    }
                }
            }
            operand();
        }
    }

    private void operand() {
        while (now().is("-") || now().is("+")) {
            next();
        }
        primary();
        while (true) {
            if (now().is("[")) {
                next();
                duration();
                take("]");
            } else if (now().is("offset")) {
                next();
                duration();
            } else {
                return;
            }
        }
    }

    private void primary() {
        Token first = next();
        switch (first.type()) {
            case NUMBER, STRING -> {}
            case NAME -> named(first);
            case SIGN -> {
                require(first.is("(") || first.is("{"), "a value");
                if (first.is("(")) {
                    expression();
                    take(")");
                } else {
                    at--;
                    matchers();
                }
            }
            case DURATION, END -> require(false, "a value");
        }
    }

    private void named(Token name) {
        if (name.isOneOf(AGGREGATIONS) && (now().is("(") || now().isOneOf(GROUPINGS))) {
            boolean grouped = grouping();
            arguments();
            if (!grouped) {
                grouping();
            }
        } else if (now().is("(")) {
            require(FUNCTIONS.contains(name.text()), "a function that is known, not " + name.text());
            arguments();
        } else {
            require(!name.isOneOf(OPERATORS), "a value");
            metrics.add(name.text());
            if (now().is("{")) {
                matchers();
            }
        }
    }

    private boolean grouping() {
        if (!now().isOneOf(GROUPINGS)) {
            return false;
        }
        next();
        labels();
        return true;
    }

    private void arguments() {
        take("(");
        while (!now().is(")")) {
            expression();
            if (!now().is(")")) {
                take(",");
            }
        }
        take(")");
    }

    private void labels() {
        take("(");
        while (!now().is(")")) {
            require(next().type() == Token.Type.NAME, "the name of a label");
            if (!now().is(")")) {
                take(",");
            }
        }
        take(")");
    }

    private void matchers() {
        take("{");
        while (!now().is("}")) {
            require(next().type() == Token.Type.NAME, "the name of a label");
            require(next().isOneOf(MATCHERS), "how it is matched");
            require(next().type() == Token.Type.STRING, "what it is matched with");
            if (!now().is("}")) {
                take(",");
            }
        }
        take("}");
    }

    private void duration() {
        require(next().type() == Token.Type.DURATION, "a duration");
    }

    private Token now() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private Token next() {
        Token now = now();
        at++;
        return now;
    }

    private void take(String sign) {
        require(next().is(sign), sign);
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            List<String> before = tokens.subList(0, Math.min(at, tokens.size())).stream()
                    .map(Token::text)
                    .toList();
            throw new IllegalArgumentException("expected " + what + " after: " + String.join(" ", before));
        }
    }
}
