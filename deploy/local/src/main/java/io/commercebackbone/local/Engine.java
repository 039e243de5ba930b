package io.commercebackbone.local;

/** One running server and what can be done to it, wherever it runs. After every call the server has done it. */
interface Engine extends AutoCloseable {

    String host();

    int port();

    /** Stops it in good order if it runs. */
    void stop();

    /** SIGKILL. */
    void kill();

    /** Starts it again, on the same port and data, after stopping it if it runs; returns when it answers. */
    void restart();

    /** SIGSTOP: connections stay open and nothing is answered. */
    void pause();

    /** SIGCONT. */
    void resume();

    boolean running();

    /** Stops it and forgets its data if it was temporary. */
    @Override
    void close();
}
