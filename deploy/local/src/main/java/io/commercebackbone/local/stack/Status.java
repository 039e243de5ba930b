package io.commercebackbone.local.stack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line for each process: name, pid, port and health, separated by blanks. An onlooker has one from its start until it
 * is stopped, also if it has died meanwhile.
 */
final class Status {

    private final StackTable table;
    private final Supervisor supervisor;

    Status(StackTable table, Supervisor supervisor) {
        this.table = table;
        this.supervisor = supervisor;
    }

    /** The lines, asked for all at once so that a frozen process costs its time-out once. */
    List<String> lines() {
        return Stream.concat(table.all().stream(), table.onlookers().stream().filter(supervisor::knows))
                .toList()
                .parallelStream()
                .map(process -> line(process, supervisor))
                .toList();
    }

    static String line(StackProcess process, Supervisor supervisor) {
        Optional<ProcessHandle> running = supervisor.find(process);
        String pid = running.map(handle -> Long.toString(handle.pid())).orElse("-");
        String health = running.isEmpty() ? "down" : process.program().answers() ? "up" : "unready";
        return "%-21s %8s %6d %s".formatted(process.name(), pid, process.port(), health);
    }
}
