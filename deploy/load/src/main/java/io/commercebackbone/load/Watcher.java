package io.commercebackbone.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in for what watches a service: fetches its metrics again and again, and takes its spans. */
final class Watcher implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final String SPANS = "/v1/traces";
    private static final String REQUESTS = "http_server_requests_seconds_count";

    private final HttpServer collector;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread scraper = Thread.ofPlatform().daemon().unstarted(this::scrape);
    private final HttpRequest request;
    private final AtomicLong spanBytes = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();

    private Watcher(HttpServer collector, int managementPort) {
        this.collector = collector;
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .timeout(INTERVAL)
                .build();
    }

    static Watcher start(int managementPort) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Watcher watcher = new Watcher(collector, managementPort);
        collector.createContext(SPANS, watcher::take);
        collector.start();
        watcher.scraper.start();
        return watcher;
    }

    /** What a service is started with, to be watched by this one. */
    Map<String, String> environment() {
        return Map.of(
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort() + SPANS,
                "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                "ecs");
    }

    /** @throws IllegalStateException if nothing came, so that nothing was measured */
    void requireSeen() {
        if (spanBytes.getAndSet(0) == 0 || fetched.getAndSet(0) == 0) {
            throw new IllegalStateException("the service sent no spans or told no metrics");
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            spanBytes.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void scrape() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                fetch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was closed
        }
    }

    private void fetch() throws InterruptedException {
        try {
            String told =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (told.contains(REQUESTS)) {
                fetched.incrementAndGet();
            }
        } catch (IOException e) {
            // it is being restarted
        }
    }

    @Override
    public void close() {
        scraper.interrupt();
        collector.stop(0);
        http.close();
    }
}
