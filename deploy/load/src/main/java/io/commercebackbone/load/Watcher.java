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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands in for what watches a service: fetches its metrics again and again while it is asked to, and takes its spans. */
final class Watcher implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final String SPANS = "/v1/traces";
    private static final String REQUESTS = "http_server_requests_seconds_count";

    private final HttpServer collector;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread scraper = Thread.ofPlatform().daemon().unstarted(this::scrape);
    private final AtomicReference<@Nullable HttpRequest> watched = new AtomicReference<>();
    private final AtomicLong spanBytes = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();

    private Watcher(HttpServer collector) {
        this.collector = collector;
    }

    static Watcher start() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Watcher watcher = new Watcher(collector);
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

    /** Fetches the metrics of the service whose management port this is, from now on. */
    void watch(int managementPort) {
        watched.set(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .timeout(INTERVAL)
                .build());
    }

    /** Fetches none from now on. */
    void lookAway() {
        watched.set(null);
    }

    /** @throws IllegalStateException if nothing came, so that nothing was measured */
    void requireSeen() {
        if (spanBytes.get() == 0 || fetched.get() == 0) {
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
                HttpRequest request = watched.get();
                if (request != null) {
                    fetch(request);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was closed
        }
    }

    private void fetch(HttpRequest request) throws InterruptedException {
        try {
            String told =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (told.contains(REQUESTS)) {
                fetched.incrementAndGet();
            }
        } catch (IOException e) {
            // missed: as long as some come, it is watched
        }
    }

    @Override
    public void close() {
        scraper.interrupt();
        collector.stop(0);
        http.close();
    }
}
