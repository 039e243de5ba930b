package io.commercebackbone.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
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

    private record Run(Load.Result result, double service, double postgres, double own) {}

    Series(String name, Measured measured) {
        this.name = name;
        this.measured = measured;
    }

    void run(int seconds, long servicePid, long postgresPid) throws Exception {
        double service = Cpu.seconds(servicePid);
        double postgres = Cpu.secondsWithChildren(postgresPid);
        double own = Cpu.seconds(ProcessHandle.current().pid());
        Load.Result result = measured.run(seconds);
        double calls = Math.max(1, result.latencies().count()) / 1000.0;
        runs.add(new Run(
                result,
                (Cpu.seconds(servicePid) - service) / calls,
                (Cpu.secondsWithChildren(postgresPid) - postgres) / calls,
                (Cpu.seconds(ProcessHandle.current().pid()) - own) / calls));
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

    /** @param limit what this is a part of; null if it is a limit itself */
    void report(Report report, @Nullable Series limit) {
        report.row(
                refused() == 0 ? name : name + " (" + refused() + " refused)",
                perSecond().show(0),
                limit == null ? "" : perSecond().dividedBy(limit.perSecond()).show(2),
                figure(run -> run.result().latencies().millis(0.5)).show(1),
                figure(run -> run.result().latencies().millis(0.99)).show(1),
                String.format(
                        Locale.ROOT,
                        "%.2f, %.2f, %.2f",
                        figure(Run::service).median(),
                        figure(Run::postgres).median(),
                        figure(Run::own).median()));
    }

    private Figure figure(ToDoubleFunction<Run> value) {
        return new Figure(runs.stream().map(value::applyAsDouble).toList());
    }
}
