package io.commercebackbone.verify.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Stands in front of an HTTP server and passes whole requests and answers on. A request or an answer can be held for as
 * long as one likes, and then be passed on or lost. When the server cannot be reached, or dies before it has answered, the
 * caller's connection is closed without an answer.
 */
public final class Gate implements AutoCloseable {

    /** What belongs to one connection, or is set by the client that passes a call on. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final List<Hold> holds = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String target;

    private Gate(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
    }

    /** A gate on a free loopback port. The server behind it need not be there yet. */
    public static Gate before(String target) {
        Gate gate = new Gate(target);
        gate.server.start();
        return gate;
    }

    /** What the callers are told instead of the server's own address. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Holds the next request that fits, before the server sees it. */
    public Hold holdRequest(Predicate<Call> which) {
        return add(new Hold(false, which));
    }

    /** Holds the answer to the next request that fits, after the server gave it. */
    public Hold holdAnswer(Predicate<Call> which) {
        return add(new Hold(true, which));
    }

    /** Lets everything go on, and holds nothing any more. */
    public void open() {
        holds.forEach(Hold::release);
        holds.clear();
    }

    private Hold add(Hold hold) {
        holds.add(hold);
        return hold;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(body, StandardCharsets.UTF_8));
            if (!passes(false, call)) {
                return;
            }
            HttpResponse<byte[]> answer = client.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            if (passes(true, call)) {
                answer(exchange, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean passes(boolean isAnswer, Call call) {
        return holds.stream().allMatch(hold -> hold.pass(isAnswer, call));
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isPassedOn(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (isPassedOn(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean isPassedOn(String header) {
        return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
    }

    /** Loses whatever is held, and lets nothing through any more. */
    @Override
    public void close() {
        holds.forEach(Hold::drop);
        server.stop(0);
        client.shutdownNow();
    }
}
