package io.commercebackbone.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service behind the gateway: answers every request with what it received. A path that ends in {@code /silent} gets
 * no answer, {@code /held} gets it when {@link #release} is called, {@code /busy} gets a refusal of the service's own and
 * {@code /large} some megabytes. Can publish an issuer's keys as well, and can be stopped and started again on its port.
 */
public final class Upstream {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int LARGE = 16 << 20;

    private final String name;
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<String> paths = new ConcurrentLinkedQueue<>();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final Map<String, String> fixed = new ConcurrentHashMap<>();
    private int port;
    private HttpServer server;

    public Upstream(String name) {
        this.name = name;
        this.server = listen();
        this.port = server.getAddress().getPort();
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public int requests() {
        return requests.get();
    }

    /** What was asked for, as it was written. */
    public Collection<String> paths() {
        return paths;
    }

    /** How often the issuer's keys were asked for. */
    public int keyRequests() {
        return keyRequests.get();
    }

    public void release() {
        held.countDown();
    }

    /** Publishes the key that these tokens are signed with, and no other. */
    public void publish(Tokens tokens) {
        fixed.put("/jwks", tokens.jwks());
    }

    /** Has it say of itself what the service of this name is committed to say. */
    public void describe(String service) {
        Path file = Path.of(System.getProperty("basedir", ""), "..", service, "src/main/openapi", service + ".json");
        try {
            fixed.put("/v3/api-docs", Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Tokens asIssuer() {
        Tokens tokens = new Tokens(url());
        publish(tokens);
        fixed.put(
                "/.well-known/openid-configuration",
                JSON.writeValueAsString(Map.of(
                        "issuer", url(), "jwks_uri", url() + "/jwks", "subject_types_supported", new String[] {"public"
                        })));
        return tokens;
    }

    public void stop() {
        server.stop(0);
    }

    public void start() {
        server = listen();
    }

    private HttpServer listen() {
        try {
            HttpServer listening =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), port), 0);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.createContext("/", this::answer);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String known = fixed.get(path);
        if (known != null) {
            keyRequests.addAndGet(path.equals("/jwks") ? 1 : 0);
            send(exchange, 200, known.getBytes(StandardCharsets.UTF_8));
            return;
        }
        requests.incrementAndGet();
        paths.add(path);
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "silent" -> {}
            case "large" -> send(exchange, 200, new byte[LARGE]);
            case "busy" -> {
                exchange.getResponseHeaders().add("Retry-After", "7");
                send(exchange, 503, "{\"code\":\"queue-full\"}".getBytes(StandardCharsets.UTF_8));
            }
            case "held" -> {
                await();
                echo(exchange);
            }
            default -> echo(exchange);
        }
    }

    private void await() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void echo(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("X-Trace-Id", "the service's own");
        exchange.getResponseHeaders().add("Cache-Control", "max-age=5");
        send(exchange, 200, JSON.writeValueAsBytes(received(exchange)));
    }

    private Map<String, Object> received(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((header, values) -> headers.put(header.toLowerCase(Locale.ROOT), String.join(",", values)));
        return Map.of(
                "service",
                name,
                "method",
                exchange.getRequestMethod(),
                "uri",
                exchange.getRequestURI().toString(),
                "headers",
                headers,
                "bytes",
                exchange.getRequestBody().readAllBytes().length);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
