package io.commercebackbone.load;

import java.util.ArrayList;
import java.util.List;

/** The table at the end; every row is also told when it is there. */
final class Report {

    private final List<String> rows = new ArrayList<>();

    void progress(String what) {
        System.out.println("… " + what);
    }

    void row(String what, String rate, String ratio, String p50, String p99, String cpu) {
        String row = "| " + String.join(" | ", what, rate, ratio, p50, p99, cpu) + " |";
        rows.add(row);
        System.out.println(row);
    }

    void print() {
        System.out.println();
        System.out.println("Median (minimum … maximum).");
        System.out.println();
        System.out.println(
                "| what | per second | ratio | p50 ms | p99 ms | CPU ms each: service, PostgreSQL, load tool |");
        System.out.println("|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
    }
}
