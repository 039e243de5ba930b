package io.commercebackbone.local.stack;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Ports;
import io.commercebackbone.local.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Starts and ends processes that outlive this command, each in a session of its own so that the terminal takes nothing
 * with it when it closes.
 */
final class Supervisor {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final long LARGE_LOG = 20_000_000;

    private final Layout layout;
    private final Duration startLimit;

    Supervisor(Layout layout, Duration startLimit) {
        this.layout = layout;
        this.startLimit = startLimit;
    }

    /** The process behind a name, if it runs. */
    Optional<ProcessHandle> find(StackProcess process) {
        return pidFile(process).process();
    }

    /** Whether it was started and neither stopped nor killed by this command since; it may have died by itself. */
    boolean knows(StackProcess process) {
        return Files.exists(layout.pid(process.name()));
    }

    /**
     * Refuses to start a process where somebody else listens.
     *
     * @throws StackProblem when a port is taken
     */
    void checkPorts(StackProcess process) {
        if (find(process).isPresent()) {
            return;
        }
        process.program().ports().forEach((name, port) -> {
            if (!Ports.isFree(port)) {
                throw new StackProblem(
                        "port " + port + " of " + name + " is in use by another program: stop that program" + " or set "
                                + StackPorts.variable(name) + " to a free port");
            }
        });
    }

    /**
     * Starts a process and waits until it answers; a process that runs already only has to answer.
     *
     * @param givenUp tells that nobody waits any more
     * @throws StackProblem when it ends or does not answer in time; it is not running then
     */
    void start(StackProcess process, BooleanSupplier givenUp) {
        try {
            if (find(process).isEmpty()) {
                checkPorts(process);
                process.program().prepare();
                pidFile(process).write(launch(process));
            }
            awaitAnswer(process, givenUp);
            process.program().afterStart();
        } catch (IOException | UncheckedIOException e) {
            kill(process);
            throw new StackProblem(
                    process.name() + " cannot be started: " + firstLine(e) + "; its log is "
                            + layout.log(process.name()),
                    e);
        }
    }

    /** Stops a process in good order, by force after half a minute; returns whether it ran. */
    boolean stop(StackProcess process) {
        Optional<ProcessHandle> running = find(process);
        if (running.isEmpty()) {
            return false;
        }
        Commands.signal("CONT", running.get());
        Commands.signal(process.program().stopSignal(), running.get());
        if (!Waiting.until(STOP_LIMIT, () -> find(process).isEmpty())) {
            kill(process);
        }
        forget(process);
        return true;
    }

    /** Kills a process and what it started, at once; returns whether it ran. */
    boolean kill(StackProcess process) {
        Optional<ProcessHandle> running = find(process);
        if (running.isEmpty()) {
            return false;
        }
        List<ProcessHandle> started = running.get().descendants().toList();
        Stream.concat(running.stream(), started.stream()).forEach(ProcessHandle::destroyForcibly);
        Waiting.until(
                KILL_LIMIT,
                () -> find(process).isEmpty()
                        && started.stream()
                                .allMatch(child -> PidFile.birth(child).isEmpty()));
        forget(process);
        return true;
    }

    private ProcessHandle launch(StackProcess process) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        } else {
            command.add("nohup");
        }
        command.addAll(process.program().command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(layout.state().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(openLog(process).toFile()));
        builder.environment().putAll(process.program().environment());
        return builder.start().toHandle();
    }

    private Path openLog(StackProcess process) throws IOException {
        Path log = layout.log(process.name());
        if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private void awaitAnswer(StackProcess process, BooleanSupplier givenUp) {
        boolean answered = Waiting.until(
                startLimit,
                () -> givenUp.getAsBoolean()
                        || find(process).isEmpty()
                        || process.program().answers());
        boolean running = find(process).isPresent();
        if (answered && running && !givenUp.getAsBoolean()) {
            return;
        }
        kill(process);
        forget(process);
        throw new StackProblem(process.name()
                + (running
                        ? " did not get ready within " + startLimit.toSeconds() + " s"
                        : " ended while it was starting")
                + ": read " + layout.log(process.name()) + " (stack logs " + process.name() + "), then try again");
    }

    private void forget(StackProcess process) {
        try {
            pidFile(process).delete();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + layout.pid(process.name()), e);
        }
    }

    private PidFile pidFile(StackProcess process) {
        return new PidFile(layout.pid(process.name()));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
