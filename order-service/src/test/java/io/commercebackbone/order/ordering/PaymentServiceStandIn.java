package io.commercebackbone.order.ordering;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers the saga's calls as payment-service would, and remembers them. What it decided stays decided. */
final class PaymentServiceStandIn implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<UUID, String> decided = new ConcurrentHashMap<>();
    private final Queue<UUID> aborts = new ConcurrentLinkedQueue<>();
    private final Queue<UUID> refunds = new ConcurrentLinkedQueue<>();
    private final Map<UUID, String> shipments = new ConcurrentHashMap<>();
    private volatile boolean away;

    PaymentServiceStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/payment-attempts/abort", this::abort);
        server.createContext("/internal/refunds", this::refund);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on the attempts of this order are decided like this, whatever is asked. */
    void decide(UUID order, String answer) {
        decided.put(order, answer);
    }

    void away(boolean isAway) {
        away = isAway;
    }

    /** Lets the shipment of an order leave, unless its payment was given back. */
    boolean ship(UUID order) {
        return shipments.computeIfAbsent(order, it -> "STARTED").equals("STARTED");
    }

    long abortsOf(UUID order) {
        return aborts.stream().filter(order::equals).count();
    }

    long refundsOf(UUID order) {
        return refunds.stream().filter(order::equals).count();
    }

    private void abort(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        UUID order = UUID.fromString(request.path("orderId").asString());
        aborts.add(order);
        answer(exchange, """
                {"orderId":"%s","attempt":%d,%s}""".formatted(
                        order, request.path("attempt").asInt(), decided.getOrDefault(order, "\"status\":\"ABORTED\"")));
    }

    private void refund(HttpExchange exchange) throws IOException {
        UUID order = UUID.fromString(
                JSON.readTree(exchange.getRequestBody()).path("orderId").asString());
        refunds.add(order);
        boolean refunded =
                away || shipments.computeIfAbsent(order, it -> "CANCELLED").equals("CANCELLED");
        answer(exchange, """
                {"orderId":"%s","status":"%s","refundId":null}""".formatted(order, refunded ? "REFUNDED" : "TOO_LATE"));
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
