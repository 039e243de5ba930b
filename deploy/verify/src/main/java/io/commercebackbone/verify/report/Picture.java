package io.commercebackbone.verify.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Throughput, latency and lag over time, with the faults marked, as SVG. */
final class Picture {

    private static final int WIDTH = 1200;
    private static final int LEFT = 70;
    private static final int PANEL = 150;
    private static final int GAP = 40;
    private static final int TOP = 40;

    private final RunReport report;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    private Picture(RunReport report) {
        this.report = report;
        this.seconds = Math.max(1, report.lasted().toSeconds());
    }

    static String of(RunReport report) {
        Picture picture = new Picture(report);
        picture.draw();
        return picture.svg.toString();
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }

    private void draw() {
        int height = TOP + 3 * (PANEL + GAP);
        add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH,
                height));
        add(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height));
        add(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"20\" font-size=\"15\">%s, seed %d: %d faults, %d acknowledged orders, %d"
                        + " violations</text>",
                LEFT,
                report.name(),
                report.seed(),
                report.injections().size(),
                report.orders(),
                report.violations().size()));
        faults(height);
        panel(0, "calls a second: done (blue), not answered (red)", List.of(Sample::ok, Sample::unknown));
        panel(1, "ms: median (blue), 99th per cent (red)", List.of(Sample::p50Millis, Sample::p99Millis));
        panel(2, "records that wait", List.of(sample -> Math.max(0, sample.lag())));
        add("</svg>");
    }

    private double x(double second) {
        return LEFT + second / seconds * (WIDTH - LEFT - 10);
    }

    private void faults(int height) {
        report.injections().forEach(it -> {
            double from = x(Duration.between(report.begun(), it.struck()).toMillis() / 1000.0);
            double healed = x(Duration.between(report.begun(), it.healed()).toMillis() / 1000.0);
            double recovered =
                    x(Duration.between(report.begun(), it.recovered()).toMillis() / 1000.0);
            add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f4a261\""
                            + " fill-opacity=\"0.35\"><title>%s %s</title></rect>",
                    from,
                    TOP,
                    Math.max(1, healed - from),
                    height - TOP - GAP,
                    it.kind(),
                    it.target()));
            add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#e9c46a\" fill-opacity=\"0.25\"/>",
                    healed,
                    TOP,
                    Math.max(0, recovered - healed),
                    height - TOP - GAP));
        });
    }

    private void panel(int number, String title, List<ToDoubleFunction<Sample>> lines) {
        int top = TOP + number * (PANEL + GAP);
        double most = Math.max(
                1,
                report.samples().stream()
                        .mapToDouble(sample -> lines.stream()
                                .mapToDouble(line -> line.applyAsDouble(sample))
                                .max()
                                .orElse(0))
                        .max()
                        .orElse(1));
        add(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>", LEFT + 5, top + 12, title));
        add(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>", LEFT - 5, top + 12, most));
        add(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 5, top + PANEL));
        add(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>",
                LEFT,
                top,
                WIDTH - LEFT - 10,
                PANEL));
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i), most, top, i == 0 ? "#1d5fa8" : "#c1121f");
        }
        for (int minute = 0; minute * 60 <= seconds; minute += seconds > 600 ? 5 : 1) {
            add(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d min</text>",
                    x(minute * 60.0),
                    top + PANEL + 14,
                    minute));
        }
    }

    private void line(ToDoubleFunction<Sample> value, double most, int top, String colour) {
        StringBuilder points = new StringBuilder();
        report.samples()
                .forEach(sample -> points.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        x(sample.second()),
                        top + PANEL - value.applyAsDouble(sample) / most * (PANEL - 16))));
        add(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"%s\" points=\"%s\"/>",
                colour,
                points.toString().strip()));
    }
}
