package io.commercebackbone.calls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A target that answers as it is told, slowly or in drips, and its issuer. */
final class ThingServer implements AutoCloseable {

    private static final long TOKEN_LIFE = 600;

    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger tokens = new AtomicInteger();
    final AtomicReference<String> authorization = new AtomicReference<>("");
    volatile int status = 200;
    volatile String body = "{\"answer\":42}";
    private final CountDownLatch held = new CountDownLatch(1);
    private final HttpServer server;

    ThingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, 200, "{\"token_endpoint\":\"%s/token\"}".formatted(url())));
        server.createContext("/token", this::token);
        server.createContext("/thing", this::thing);
        server.createContext("/slow", this::slow);
        server.createContext("/dripping", this::drip);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Who asks for a token is answered 404. */
    void issueNoMore() {
        server.removeContext("/token");
    }

    /** Whoever waits at {@code /slow} is answered. */
    void letGo() {
        held.countDown();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean asAgreed = form.equals("grant_type=client_credentials&scope=internal")
                && "Basic bWU6c2VjcmV0".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(
                exchange,
                asAgreed ? 200 : 400,
                "{\"access_token\":\"token-%d\",\"expires_in\":%d}".formatted(tokens.incrementAndGet(), TOKEN_LIFE));
    }

    private void thing(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        answer(exchange, status, body);
    }

    /** Sends blanks, which JSON allows, until nobody reads them or the test is over. */
    private void drip(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            while (!held.await(50, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void slow(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 200, body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
