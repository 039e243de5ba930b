package io.commercebackbone.local;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any program as a process of this machine, never in Docker, to be killed, frozen and started again on the same port and
 * data. It ends with this JVM, even when that is killed; what it wrote stays. Every method returns when it is done, and
 * throws an unchecked exception, with the program's last log lines, when it cannot be done.
 */
public final class LocalServer implements AutoCloseable {

    private final Program program;
    private final Path log;
    private @Nullable EmbeddedEngine engine;

    /**
     * Not started yet.
     *
     * @param log what the program prints is added to this file
     */
    public LocalServer(Program program, Path log) {
        this.program = program;
        this.log = log;
    }

    public String name() {
        return program.name();
    }

    public int port() {
        return program.port();
    }

    /** Starts it, again if need be; does nothing if it runs. Returns when it answers. */
    public synchronized void start() {
        if (engine == null) {
            engine = EmbeddedEngine.lasting(program, log);
        } else if (!engine.running()) {
            engine.restart();
        }
    }

    /** Stops it in good order. */
    public synchronized void stop() {
        if (engine != null) {
            engine.stop();
        }
    }

    /** SIGKILL, of its children too. */
    public synchronized void kill() {
        if (engine != null) {
            engine.kill();
        }
    }

    /** SIGSTOP, of its children too: connections stay open, nothing is answered. */
    public synchronized void pause() {
        if (engine != null) {
            engine.pause();
        }
    }

    /** SIGCONT. */
    public synchronized void resume() {
        if (engine != null) {
            engine.resume();
        }
    }

    /** Whether its process is there; a frozen one is. */
    public synchronized boolean running() {
        return engine != null && engine.running();
    }

    /** Whether it answers a request now; asked of the process, whoever is starting or killing it. */
    public boolean answers() {
        return program.answers();
    }

    /** Its process, if it runs. */
    public synchronized Optional<ProcessHandle> process() {
        return engine == null ? Optional.empty() : engine.process();
    }

    /** Kills it; {@link #start} starts it anew. */
    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.kill();
            engine = null;
        }
    }
}
