package io.commercebackbone.local.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for the outside data platform: takes every POST, lists what it got under {@code GET /received}, and fails or
 * dawdles when {@code PUT /mode} tells it to. It keeps the last 10,000 requests in memory, in order of arrival; bodies
 * above 16 KiB are not taken.
 */
final class DataPlatform implements AutoCloseable {

    static final String HEALTH = "/actuator/health";
    private static final int KEPT = 10_000;
    private static final int LONGEST_BODY = 16 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Clock clock;
    private final HttpServer server;
    private final Deque<Received> received = new ArrayDeque<>();
    private long total;
    private volatile Mode mode = Mode.WELL;

    private DataPlatform(int port, Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
    }

    /** Starts it on a loopback port; 0 picks one. */
    static DataPlatform start(int port, Clock clock) throws IOException {
        DataPlatform started = new DataPlatform(port, clock);
        started.server.start();
        return started;
    }

    public static void main(String[] arguments) throws IOException {
        DataPlatform platform = start(Integer.parseInt(arguments[0]), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
        System.out.println("data-platform listens on 127.0.0.1:" + platform.port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (call) {
                case "GET " + HEALTH -> send(exchange, 200, Map.of("status", "UP"));
                case "GET /received" -> send(exchange, 200, listed());
                case "DELETE /received" -> send(exchange, 200, forgotten());
                case "GET /mode" -> send(exchange, 200, mode);
                case "PUT /mode" -> changeMode(exchange);
                default -> take(exchange);
            }
        }
    }

    private void changeMode(HttpExchange exchange) throws IOException {
        try {
            mode = Mode.of(JSON.readTree(exchange.getRequestBody()));
            send(exchange, 200, mode);
        } catch (JacksonException | IllegalArgumentException e) {
            send(exchange, 400, Map.of("title", "Send {\"status\":503}, {\"delayMillis\":5000}, both, or {}"));
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, 405, Map.of("title", "Only POST is taken"));
            return;
        }
        Mode now = mode;
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            send(exchange, 413, Map.of("title", "A body has 16 KiB at most"));
            return;
        }
        keep(new Received(
                clock.instant(),
                exchange.getRequestURI().getPath(),
                header(exchange, "Idempotency-Key"),
                header(exchange, "X-Signature"),
                header(exchange, "traceparent"),
                parsed(new String(body, StandardCharsets.UTF_8)),
                now.status()));
        now.dawdle();
        send(exchange, now.status(), Map.of("status", now.status() < 300 ? "accepted" : "refused"));
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static Object parsed(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null || tree.isMissingNode() ? body : tree;
        } catch (JacksonException e) {
            return body;
        }
    }

    private synchronized void keep(Received request) {
        total++;
        received.addLast(request);
        if (received.size() > KEPT) {
            received.removeFirst();
        }
    }

    private synchronized Map<String, Object> listed() {
        return Map.of("total", total, "items", List.copyOf(received));
    }

    private synchronized Map<String, Object> forgotten() {
        total = 0;
        received.clear();
        return listed();
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
