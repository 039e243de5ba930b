package io.commercebackbone.load;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What to measure and how long.
 *
 * @param scenarios in their order
 * @param pairs how often limit and ours are measured in turn
 * @param seconds how long each run takes
 * @param warmUp for how many seconds a program works before it is measured
 * @param backlog how many events a drain begins with
 */
record Settings(List<String> scenarios, int pairs, int seconds, int warmUp, int backlog) {

    static final List<String> ALL = List.of(
            "orders",
            "coupons",
            "payments",
            "relay",
            "ranking",
            "cart",
            "platform",
            "latency",
            "platform-latency",
            "watched",
            "gateway",
            "levers");

    /** @throws IllegalArgumentException that says what is wrong and what there is */
    static Settings parse(List<String> arguments) {
        List<String> scenarios = new ArrayList<>();
        int pairs = 5;
        int seconds = 8;
        int warmUp = 60;
        int backlog = 100_000;
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--quick" -> {
                    pairs = 1;
                    seconds = 3;
                    warmUp = 5;
                    backlog = 10_000;
                }
                case "--pairs" -> pairs = number(word, words);
                case "--seconds" -> seconds = number(word, words);
                case "--warm-up" -> warmUp = number(word, words);
                case "--backlog" -> backlog = number(word, words);
                default -> scenarios.add(scenario(word));
            }
        }
        return new Settings(scenarios.isEmpty() ? ALL : scenarios, pairs, seconds, warmUp, backlog);
    }

    private static String scenario(String word) {
        if (!ALL.contains(word)) {
            throw new IllegalArgumentException("unknown: " + word + "; there are " + String.join(", ", ALL)
                    + ", --quick, --pairs N, --seconds N, --warm-up N and --backlog N");
        }
        return word;
    }

    private static int number(String option, Iterator<String> words) {
        String value = words.hasNext() ? words.next() : "";
        if (!value.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException(option + " takes a positive number but got '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
