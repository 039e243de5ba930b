package io.commercebackbone.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A server that runs as a process of its own: what must be on disk first, the command line, and how to know that it
 * answers. It says nothing about who owns the process, so that a test and the local stack run the very same server.
 */
public interface Program {

    /** What it is called in messages. */
    String name();

    /** The loopback port that clients connect to. */
    int port();

    /** Every loopback port that it listens on, under the name that says what it is for. */
    default Map<String, Integer> ports() {
        return Map.of(name(), port());
    }

    /**
     * Lays out what the process needs before its first start; does nothing when that is already there.
     *
     * @throws IOException when it cannot be laid out; the message says why
     */
    default void prepare() throws IOException {}

    /** The command line of the process, which stays in the foreground and logs to its standard output. */
    List<String> command();

    /** Variables added to the process's environment. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** The signal that makes it stop in good order, dropping its clients. */
    default String stopSignal() {
        return "TERM";
    }

    /** Whether it answers a request now; returns within two seconds and never throws. */
    boolean answers();

    /**
     * Sets up what only a running server can be told; safe to repeat.
     *
     * @throws IOException when the server refuses
     */
    default void afterStart() throws IOException {}
}
