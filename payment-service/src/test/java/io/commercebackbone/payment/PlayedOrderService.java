package io.commercebackbone.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small real server that plays order-service: it keeps orders and answers the internal calls of the saga as agreed,
 * unless it is told to answer otherwise or to be gone. Remembers every call.
 */
public final class PlayedOrderService implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<UUID, Order> orders = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile @Nullable Reply script;
    private volatile boolean generous;
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch begins = new CountDownLatch(0);
    private volatile CountDownLatch telling = new CountDownLatch(0);
    private volatile int outcomes;
    private volatile int together;

    private PlayedOrderService() {
        server = listen(0);
    }

    /** A call that came in. */
    public record Call(UUID order, String what, JsonNode body, String authorization, String traceparent) {}

    /** What is answered. */
    public record Reply(int status, String body) {

        static Reply problem(int status, String code) {
            return new Reply(status, "{\"code\":\"%s\",\"detail\":\"%s, says order-service\"}".formatted(code, code));
        }
    }

    private static final class Order {

        private final UUID id;
        private final UUID user;
        private final BigDecimal amount;
        private String status = "PENDING";
        private int attempt;
        private String key = "";

        private Order(UUID id, UUID user, BigDecimal amount) {
            this.id = id;
            this.user = user;
            this.amount = amount;
        }
    }

    public static PlayedOrderService start() {
        return new PlayedOrderService();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** An order that waits to be paid. */
    public UUID newOrder(UUID user, long amount) {
        UUID id = UUID.randomUUID();
        orders.put(id, new Order(id, user, BigDecimal.valueOf(amount)));
        return id;
    }

    public String statusOf(UUID order) {
        Order found = Objects.requireNonNull(orders.get(order));
        synchronized (found) {
            return found.status;
        }
    }

    /** Makes an order as if it had gone there by itself. */
    public void become(UUID order, String status) {
        Order found = Objects.requireNonNull(orders.get(order));
        synchronized (found) {
            found.status = status;
        }
    }

    /** Answers every call like this from now on. */
    public void answerAlways(int status, String body) {
        script = new Reply(status, body);
    }

    /** Answers like this when it is told an outcome, and as agreed when it is asked. */
    public void answerOutcomesWith(int status) {
        outcomes = status;
    }

    /** Answers like this when it is told many outcomes in one call, and as agreed when it is told one. */
    public void answerOutcomesTogetherWith(int status) {
        together = status;
    }

    /** Whoever tells from now on is answered when {@link #letOutcomesGo} is called. */
    public void holdOutcomes() {
        telling = new CountDownLatch(1);
    }

    /** Answers who waits since {@link #holdOutcomes}. */
    public void letOutcomesGo() {
        telling.countDown();
    }

    /** Whoever begins from now on is answered when {@link #answerAsAgreed} is called. */
    public void holdBegins() {
        begins = new CountDownLatch(1);
    }

    /** Answers as agreed again. */
    public void answerAsAgreed() {
        begins.countDown();
        telling.countDown();
        script = null;
        generous = false;
        outcomes = 0;
        together = 0;
    }

    /** Lets everybody begin, and all under attempt 1: so that nothing but the payment service decides. */
    public void letEverybodyBegin() {
        generous = true;
    }

    /** The calls about an order so far. */
    public List<Call> calls(UUID order, String what) {
        return calls.stream()
                .filter(call -> call.order().equals(order) && call.what().equals(what))
                .toList();
    }

    /** The calls so far that told of this order together with others. */
    public List<JsonNode> calledTogether(UUID order) {
        return told.stream()
                .filter(body -> body.path("payments")
                        .valueStream()
                        .anyMatch(
                                it -> order.toString().equals(it.path("orderId").asString())))
                .toList();
    }

    /** Nobody listens any more. */
    public void goAway() {
        server.stop(0);
    }

    /** Listens again on the same port. */
    public void comeBack() {
        server = listen(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer listen(int port) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext("/internal/orders/", this::handle);
            made.createContext("/internal/completed-payments", this::handleTogether);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            UUID order = UUID.fromString(path[3]);
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            calls.add(new Call(
                    order,
                    path[4],
                    body,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("traceparent"))));
            if (path[4].equals("payment-attempts")) {
                begins.await();
            }
            if (path[4].equals("payment-outcomes")) {
                telling.await();
            }
            answer(exchange, reply(order, path[4], body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handleTogether(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            told.add(body);
            if (together == 0) {
                body.path("payments").forEach(payment -> {
                    Order order = Objects.requireNonNull(
                            orders.get(UUID.fromString(payment.path("orderId").asString())));
                    synchronized (order) {
                        order.status = "PAID";
                    }
                });
            }
            answer(exchange, together == 0 ? new Reply(200, "{}") : Reply.problem(together, "not-together"));
        }
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Reply reply(UUID id, String what, JsonNode body) {
        Reply scripted = script;
        if (scripted != null) {
            return scripted;
        }
        if (outcomes != 0 && what.equals("payment-outcomes")) {
            return new Reply(outcomes, "");
        }
        Order order = orders.get(id);
        if (order == null) {
            return Reply.problem(404, "order-not-found");
        }
        synchronized (order) {
            return switch (what) {
                case "payment-attempts" -> begin(order, body);
                case "payment-outcomes" -> apply(order, body);
                default -> delivered(order);
            };
        }
    }

    private Reply begin(Order order, JsonNode body) {
        if (!order.user.toString().equals(body.path("userId").asString())) {
            return Reply.problem(404, "order-not-found");
        }
        String key = body.path("key").asString();
        if (order.status.equals("PENDING")) {
            order.status = "PAYING";
            order.attempt++;
            order.key = key;
        } else if (!generous && !order.status.equals("PAYING")) {
            return Reply.problem(409, "order-not-payable");
        } else if (!generous && !order.key.equals(key)) {
            return Reply.problem(409, "payment-in-progress");
        }
        return new Reply(200, """
                {"orderId":"%s","attempt":%d,"amount":%s,"currency":"KRW","leaseUntil":"2030-01-01T00:00:00Z"}""".formatted(order.id, order.attempt, order.amount));
    }

    private Reply apply(Order order, JsonNode body) {
        String outcome = body.path("status").asString();
        boolean current = order.attempt == body.path("attempt").asInt();
        if (order.status.equals("PAYING") || order.status.equals("PENDING")) {
            if (outcome.equals("COMPLETED")) {
                order.status = "PAID";
            } else if (current && order.status.equals("PAYING")) {
                order.status = outcome.equals("FAILED") ? "CANCELLED" : "PENDING";
            }
        }
        return new Reply(200, "{\"status\":\"%s\"}".formatted(order.status));
    }

    private static Reply delivered(Order order) {
        order.status = "DELIVERED";
        return new Reply(200, "{\"status\":\"DELIVERED\"}");
    }
}
