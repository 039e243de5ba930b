package io.commercebackbone.local.stack;

import java.util.List;

/** Stops everything: the programs first, then the servers that they use. */
final class Down {

    private final StackTable table;
    private final Supervisor supervisor;
    private final Progress progress;

    Down(StackTable table, Supervisor supervisor, Progress progress) {
        this.table = table;
        this.supervisor = supervisor;
        this.progress = progress;
    }

    void run() {
        List<StackProcess> programs = table.everything().stream()
                .filter(process -> !process.needs().isEmpty())
                .toList();
        List<StackProcess> servers = table.everything().stream()
                .filter(process -> process.needs().isEmpty())
                .toList();
        long stopped = stop(programs) + stop(servers);
        progress.say(stopped == 0 ? "nothing was running" : "stopped " + stopped + " processes; their data are kept");
    }

    private long stop(List<StackProcess> processes) {
        return processes.parallelStream().filter(supervisor::stop).count();
    }
}
