package io.commercebackbone.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service behind the gateway: answers every request with what it received. A path that ends in {@code /silent} gets
 * no answer. Can publish an issuer's keys as well, and can be stopped and started again on its port.
 */
public final class Upstream {

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, String> fixed = new LinkedHashMap<>();
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

    public Tokens asIssuer() {
        Tokens tokens = new Tokens(url());
        fixed.put("/jwks", tokens.jwks());
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
            send(exchange, known);
            return;
        }
        requests.incrementAndGet();
        if (!path.endsWith("/silent")) {
            exchange.getResponseHeaders().add("X-Trace-Id", "the service's own");
            exchange.getResponseHeaders().add("Cache-Control", "max-age=5");
            send(exchange, JSON.writeValueAsString(received(exchange)));
        }
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

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
