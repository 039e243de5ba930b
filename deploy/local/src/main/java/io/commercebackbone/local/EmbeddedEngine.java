package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server as a child process of this JVM. */
final class EmbeddedEngine implements Engine {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Program program;
    private final Path log;
    private final @Nullable Path temporary;
    private @Nullable Process process;

    private EmbeddedEngine(Program program, Path log, @Nullable Path temporary) {
        this.program = program;
        this.log = log;
        this.temporary = temporary;
    }

    /** Starts a server whose directory goes away with it. */
    static EmbeddedEngine temporary(Program program, Path directory) {
        Watch.temporary(directory);
        return started(new EmbeddedEngine(program, directory.resolve("server.log"), directory));
    }

    /** Starts a server whose data stay. */
    static EmbeddedEngine lasting(Program program, Path log) {
        return started(new EmbeddedEngine(program, log, null));
    }

    private static EmbeddedEngine started(EmbeddedEngine engine) {
        try {
            engine.program.prepare();
            engine.launch();
            engine.program.afterStart();
            return engine;
        } catch (IOException e) {
            engine.close();
            throw new UncheckedIOException(engine.program.name() + " does not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return program.port();
    }

    @Override
    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /** Its process, if it runs. */
    synchronized Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    @Override
    public synchronized void restart() {
        stop();
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(program.name() + " does not start again: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        resume();
        signal(program.stopSignal(), Stream.of(running.toHandle()));
        if (!ended(running, STOP_LIMIT)) {
            kill();
        }
        forget(running);
    }

    @Override
    public synchronized void kill() {
        Process running = process;
        if (running == null) {
            return;
        }
        // The server first, so that it starts no more helpers; then those it leaves behind.
        List<ProcessHandle> helpers = running.descendants().toList();
        running.destroyForcibly();
        helpers.forEach(ProcessHandle::destroyForcibly);
        ended(running, STOP_LIMIT);
        Waiting.until(STOP_LIMIT, () -> helpers.stream().noneMatch(ProcessHandle::isAlive));
        forget(running);
    }

    @Override
    public synchronized void pause() {
        signal("STOP", family());
    }

    @Override
    public synchronized void resume() {
        signal("CONT", family());
    }

    @Override
    public synchronized void close() {
        stop();
        if (temporary != null) {
            try {
                Directories.delete(temporary);
            } catch (IOException e) {
                // Left to the watch, which tries again when this JVM ends.
            }
        }
    }

    private void launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(program.environment());
        Process started = builder.start();
        process = started;
        Watch.started(started);
        // asked no more once it has answered: a busy machine may keep the next answer waiting
        boolean settled = Waiting.until(START_LIMIT, () -> !started.isAlive() || program.answers());
        if (!settled || !started.isAlive()) {
            String said = Directories.tail(log, 20);
            kill();
            throw new IOException(
                    program.name() + " does not answer on port " + program.port() + "; it said:\n" + said);
        }
    }

    private void forget(Process ended) {
        if (process != null) {
            Watch.ended(ended);
            process = null;
        }
    }

    private Stream<ProcessHandle> family() {
        return process == null ? Stream.empty() : Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) {
        // One after the other: the parent is told before its children are listed.
        processes.filter(ProcessHandle::isAlive).forEach(handle -> Commands.signal(signal, handle));
    }

    private static boolean ended(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
