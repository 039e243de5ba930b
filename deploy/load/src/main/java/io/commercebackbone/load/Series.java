package io.commercebackbone.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs of one kind of load, each in turn with the others of its scenario. */
final class Series {

    private final String name;
    private final Measured measured;
    private final List<Run> runs = new ArrayList<>();

    /** Does one run. */
    interface Measured {
        Load.Result run(int seconds) throws Exception;
    }

    /** CPU seconds of what takes part. */
    private record Spent(List<Double> services, double postgres, double own) {

        static Spent by(List<Long> servicePids, long postgresPid) {
            return new Spent(
                    servicePids.stream().map(Cpu::seconds).toList(),
                    Cpu.secondsWithChildren(postgresPid),
                    Cpu.seconds(ProcessHandle.current().pid()));
        }
    }

    private record Run(Load.Result result, Spent before, Spent after) {

        /** CPU milliseconds per call. */
        double millis(ToDoubleFunction<Spent> of) {
            double calls = Math.max(1, result.latencies().count()) / 1000.0;
            return (of.applyAsDouble(after) - of.applyAsDouble(before)) / calls;
        }
    }

    Series(String name, Measured measured) {
        this.name = name;
        this.measured = measured;
    }

    void run(int seconds, List<Long> servicePids, long postgresPid) throws Exception {
        Spent before = Spent.by(servicePids, postgresPid);
        Load.Result result = measured.run(seconds);
        runs.add(new Run(result, before, Spent.by(servicePids, postgresPid)));
    }

    /** Does a run that is not counted: compilers take a minute until a program is as fast as it gets. */
    void warmUp(int seconds) throws Exception {
        measured.run(seconds);
    }

    Figure perSecond() {
        return figure(run -> run.result().perSecond());
    }

    long refused() {
        return runs.stream().mapToLong(run -> run.result().refused()).sum();
    }

    /** For runs at a given rate: in place of the rates' ratio, how the median compares with another's. */
    void reportLatency(Report report, @Nullable Series other) {
        report.row(
                name,
                perSecond().show(0),
                other == null ? "" : median().comparedWith(other.median()),
                median().show(2),
                figure(run -> run.result().latencies().millis(0.99)).show(2),
                cpu());
    }

    private Figure median() {
        return figure(run -> run.result().latencies().millis(0.5));
    }

    /** @param limit what this is a part of; null if it is a limit itself */
    void report(Report report, @Nullable Series limit) {
        report(report, limit == null ? "" : share(limit.perSecond()));
    }

    /** Next to a limit that several runs tell together, round by round. */
    void reportNextTo(Report report, Figure limit) {
        report(report, share(limit));
    }

    private String share(Figure of) {
        return perSecond().dividedBy(of).show(2);
    }

    private void report(Report report, String ratio) {
        report.row(
                refused() == 0 ? name : name + " (" + refused() + " refused)",
                perSecond().show(0),
                ratio,
                median().show(1),
                figure(run -> run.result().latencies().millis(0.99)).show(1),
                cpu());
    }

    /** Each service, PostgreSQL and the load tool. */
    private String cpu() {
        int services = runs.getFirst().before().services().size();
        String each = IntStream.range(0, services)
                .mapToObj(i -> millis(spent -> spent.services().get(i)))
                .collect(Collectors.joining(" + "));
        return String.join(", ", each, millis(Spent::postgres), millis(Spent::own));
    }

    private String millis(ToDoubleFunction<Spent> of) {
        return String.format(Locale.ROOT, "%.2f", figure(run -> run.millis(of)).median());
    }

    private Figure figure(ToDoubleFunction<Run> value) {
        return new Figure(runs.stream().map(value::applyAsDouble).toList());
    }
}
