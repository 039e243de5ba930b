package io.commercebackbone.local;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that is started when first asked for and stopped when the JVM ends. */
final class Shared<T extends AutoCloseable> {

    private final Supplier<T> starter;
    private @Nullable T server;

    Shared(Supplier<T> starter) {
        this.starter = starter;
    }

    synchronized T get() {
        T running = server;
        if (running == null) {
            running = starter.get();
            server = running;
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-local-server"));
        }
        return running;
    }

    private synchronized void close() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("A local server did not stop: " + e.getMessage());
        }
    }
}
