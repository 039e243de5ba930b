package io.commercebackbone.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CPU time of processes, as the kernel counts it. */
final class Cpu {

    /** {@code USER_HZ}, which is 100 on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private Cpu() {}

    /** User and system seconds of a process so far, those of its finished children included. */
    static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field : List.of(11, 12, 13, 14)) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The same for a process and all below it. */
    static double secondsWithChildren(long pid) {
        double own = seconds(pid);
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> seconds(child.pid()))
                .reduce(own, Double::sum);
    }
}
