package io.commercebackbone.dataplatform;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An outside platform that notes every call and answers as a test tells it to. */
final class OutsidePlatform implements AutoCloseable {

    private final HttpServer server;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Function<Call, Reply> script = call -> Reply.of(200);

    private OutsidePlatform(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** A call as it came in. */
    record Call(Instant at, URI target, Headers headers, String body) {

        String key() {
            return String.valueOf(headers.getFirst("Idempotency-Key"));
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String orderId() {
            return json().at("/payment/orderId").asString();
        }

        long sequence() {
            return json().path("sequence").asLong();
        }
    }

    /** What a call is answered; a negative status never answers. */
    record Reply(int status, long afterMillis, Map<String, String> headers) {

        static Reply of(int status) {
            return new Reply(status, 0, Map.of());
        }

        static Reply never() {
            return of(-1);
        }

        Reply after(long millis) {
            return new Reply(status, millis, headers);
        }

        Reply with(String header, String value) {
            return new Reply(status, afterMillis, Map.of(header, value));
        }
    }

    static OutsidePlatform start() {
        return new OutsidePlatform(0);
    }

    static OutsidePlatform start(int port) {
        return new OutsidePlatform(port);
    }

    String url() {
        return "http://localhost:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answer(int status) {
        script = call -> Reply.of(status);
    }

    void answer(Function<Call, Reply> how) {
        script = how;
    }

    /** Every call so far, in the order of arrival. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    Set<String> keys() {
        return calls().stream().map(Call::key).collect(Collectors.toSet());
    }

    /** How many calls there were at a time at most. */
    int mostAtATime() {
        return most.get();
    }

    void forget() {
        calls.clear();
        most.set(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Call call = new Call(Instant.now(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
            calls.add(call);
            Reply reply = ready(call);
            if (reply.status() > 0) {
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(reply.status(), -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answer when it is time to give it; none if the platform was closed in the meantime. */
    private Reply ready(Call call) throws InterruptedException {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            Reply reply = script.apply(call);
            long wait = reply.status() < 0 ? TimeUnit.MINUTES.toMillis(10) : reply.afterMillis();
            boolean gone = wait > 0 && closed.await(wait, TimeUnit.MILLISECONDS);
            return gone ? Reply.never() : reply;
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
