package io.commercebackbone.local.stack;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what a long command does, each line with the seconds since it began. */
final class Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds(), line);
    }

    /** A line that belongs to the one before. */
    synchronized void detail(String line) {
        out.println("            " + line);
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
