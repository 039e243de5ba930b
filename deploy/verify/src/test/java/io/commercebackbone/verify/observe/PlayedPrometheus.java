package io.commercebackbone.verify.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers as Prometheus does: which alerts fire is told to it. */
final class PlayedPrometheus implements AutoCloseable {

    /** What it knows. */
    final List<String> firing = new CopyOnWriteArrayList<>();

    /** What it says of its targets and rules, in its own words. */
    volatile String targets = "[]";

    volatile String rules = "[]";

    /** Whether it takes every query and has nothing to say. */
    volatile boolean empty;

    /** How often alerts were asked for. */
    final AtomicInteger alertsAsked = new AtomicInteger();

    final List<URI> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    PlayedPrometheus() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/api/v1/alerts", this::alerts);
        server.createContext("/api/v1/query_range", this::range);
        server.createContext("/api/v1/targets", it -> answer(it, 200, """
                {"status":"success","data":{"activeTargets":%s}}""".formatted(targets)));
        server.createContext("/api/v1/rules", it -> answer(it, 200, """
                {"status":"success","data":{"groups":[{"rules":%s}]}}""".formatted(rules)));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void alerts(HttpExchange exchange) throws IOException {
        String all = String.join("", firing.stream().map("""
                {"labels":{"alertname":"%1$s"},"annotations":{"summary":"%1$s!"},"state":"firing"},\
                """::formatted).toList());
        alertsAsked.incrementAndGet();
        answer(exchange, 200, """
                {"status":"success","data":{"alerts":[%s{"labels":{"alertname":"Waiting"},"state":"pending"}]}}\
                """.formatted(all));
    }

    private void range(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI());
        if (empty) {
            answer(exchange, 200, """
                    {"status":"success","data":{"result":[]}}""");
            return;
        }
        Map<Boolean, String> answers = Map.of(true, """
                        {"status":"success","data":{"result":[{"values":[[1,"2"],[2,"NaN"]]},{"values":[[1,"3"]]}]}}""", false, """
                        {"status":"error","errorType":"bad_data","error":"parse error"}""");
        boolean good = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8)
                .startsWith("query=sum(a{b=\"c d\"})&");
        answer(exchange, good ? 200 : 400, String.valueOf(answers.get(good)));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
