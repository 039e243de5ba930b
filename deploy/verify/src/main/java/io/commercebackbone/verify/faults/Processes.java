package io.commercebackbone.verify.faults;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Directories;
import io.commercebackbone.local.LocalServer;
import io.commercebackbone.local.Waiting;
import io.commercebackbone.verify.parts.Disk;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Faults of one process. */
final class Processes {

    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    private final Installation installation;
    private final Groups groups;
    private final Traces traces;

    Processes(Installation installation, Groups groups, Traces traces) {
        this.installation = installation;
        this.groups = groups;
        this.traces = traces;
    }

    /** To be called on the healed fault's own; a part that runs is left alone. */
    private interface Step {
        void run() throws Exception;
    }

    private static Fault fault(Step strike, Step heal) {
        return new Fault() {
            @Override
            public void strike() throws Exception {
                strike.run();
            }

            @Override
            public void heal() throws Exception {
                heal.run();
            }
        };
    }

    Fault kill(Part part) {
        LocalServer server = installation.server(part);
        return fault(server::kill, server::start);
    }

    Fault immediateShutdown() {
        LocalServer postgres = installation.server(Part.POSTGRES);
        return fault(
                () -> {
                    postgres.process().ifPresent(process -> Commands.signal("QUIT", process));
                    Waiting.until(SHUTDOWN, () -> !postgres.running());
                },
                postgres::start);
    }

    Fault freeze(Part part) {
        LocalServer server = installation.server(part);
        return fault(server::pause, server::resume);
    }

    /** Carts are lost then; the ranking is not, because its group reads everything again. */
    Fault dataLoss() {
        LocalServer redis = installation.server(Part.REDIS);
        Path data = installation.directory().resolve(Part.REDIS.label()).resolve("data");
        Instant[] from = new Instant[1];
        return fault(
                () -> {
                    from[0] = Instant.now();
                    redis.kill();
                    Directories.delete(data);
                    Files.createDirectories(data);
                },
                () -> {
                    redis.start();
                    traces.lost(new Traces.Loss(Objects.requireNonNull(from[0]), Instant.now()));
                    for (Part reader : List.of(Part.RANKING, Part.CART)) {
                        installation.server(reader).stop();
                        groups.rewind(reader);
                        installation.server(reader).start();
                    }
                });
    }

    Fault rewind(Part part) {
        LocalServer server = installation.server(part);
        return fault(server::stop, () -> {
            groups.rewind(part);
            server.start();
        });
    }

    /** @param killed whether it leaves by SIGKILL */
    Fault secondInstance(Part part, boolean killed) {
        LocalServer second = installation.second(part);
        return fault(second::start, () -> {
            if (!killed) {
                second.stop();
            }
            second.close();
        });
    }

    Fault fewFiles(Part part) {
        return limit(part, "nofile", pid -> {
            try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
                return open.count() + 1;
            }
        });
    }

    Fault noMemory(Part part) {
        return limit(
                part,
                "as",
                pid -> Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                                .filter(line -> line.startsWith("VmSize:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        * 1024);
    }

    private interface Use {
        long now(long pid) throws IOException;
    }

    /** No more of it than it uses now. */
    private Fault limit(Part part, String resource, Use use) {
        LocalServer server = installation.server(part);
        long[] limited = new long[1];
        String[] before = new String[1];
        return fault(
                () -> {
                    long pid = server.process().map(ProcessHandle::pid).orElse(0L);
                    if (pid > 0) {
                        before[0] = soft(pid, resource);
                        limited[0] = pid;
                        set(pid, resource, Long.toString(use.now(pid)));
                    }
                },
                () -> {
                    if (ProcessHandle.of(limited[0]).isPresent()) {
                        set(limited[0], resource, Objects.requireNonNull(before[0]));
                    }
                });
    }

    private static String soft(long pid, String resource) throws IOException {
        return Commands.run(List.of(
                        "prlimit", "--pid", Long.toString(pid), "--" + resource, "--output", "SOFT", "--noheadings"))
                .strip();
    }

    private static void set(long pid, String resource, String soft) throws IOException {
        Commands.run(List.of("prlimit", "--pid", Long.toString(pid), "--" + resource + "=" + soft + ":"));
    }

    Fault fullDisk(Part part) {
        Disk disk = Objects.requireNonNull(installation.disks().get(part));
        return fault(disk::fill, disk::empty);
    }
}
