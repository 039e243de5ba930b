package io.commercebackbone.verify.parts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Plays the outside platform: keeps a record of every call, and fails, dawdles or babbles when it is told to. */
public final class Platform implements AutoCloseable {

    /** How it behaves. */
    public enum Mode {
        WELL,
        FAILING,
        SLOW,
        GARBAGE
    }

    /**
     * A call that came.
     *
     * @param key its {@code Idempotency-Key}
     * @param traceparent the trace that it belongs to; empty if it did not say
     * @param accepted whether it was answered as taken
     */
    public record Call(String key, String traceparent, String body, boolean accepted) {}

    /** Longer than dataplatform-service waits. */
    private static final long SLOW_MILLIS = 6_000;

    private static final int LATEST = 3_000;

    private final HttpServer server;
    private final List<Call> calls = new ArrayList<>();
    private volatile Mode mode = Mode.WELL;

    Platform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    public void be(Mode now) {
        mode = now;
    }

    /** Every call so far, in the order in which they came. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Whether a call that names this was taken lately. */
    public synchronized boolean took(String id) {
        return calls.reversed().stream()
                .limit(LATEST)
                .anyMatch(it -> it.accepted() && it.body().contains(id));
    }

    private synchronized void keep(Call call) {
        calls.add(call);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Mode now = mode;
            keep(new Call(
                    header(exchange, "Idempotency-Key"),
                    header(exchange, "traceparent"),
                    body,
                    now == Mode.WELL || now == Mode.SLOW));
            switch (now) {
                case WELL -> answer(exchange, 200, "{\"status\":\"accepted\"}");
                case FAILING -> answer(exchange, 503, "{\"status\":\"away\"}");
                case SLOW -> {
                    dawdle();
                    answer(exchange, 200, "{\"status\":\"accepted\"}");
                }
                case GARBAGE -> answer(exchange, 599, "<html>\u0000\u0007" + "?".repeat(70_000));
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static void dawdle() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // half of what was promised, and then the line is cut: not even the length of garbage is true
        exchange.sendResponseHeaders(status, status == 599 ? bytes.length * 2L : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
