package io.commercebackbone.local.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Shows what the broker says of itself under {@code GET /metrics}: asked anew for each scrape. While the broker does not
 * answer that is {@code kafka_up 0} and nothing else.
 */
final class KafkaExporter implements AutoCloseable {

    static final String METRICS = "/metrics";
    static final String HEALTH = "/health";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LONGEST_MILLIS = 4_000;

    private final HttpServer server;
    private final Admin admin;

    private KafkaExporter(InetSocketAddress address, String bootstrapServers) throws IOException {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "kafka-exporter",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                LONGEST_MILLIS / 2,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                LONGEST_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000));
        server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(METRICS, exchange -> send(exchange, metrics()));
        server.createContext(HEALTH, exchange -> send(exchange, ""));
    }

    /** Starts it on a loopback port; 0 picks one. Does not wait for the broker. */
    static KafkaExporter start(int port, String bootstrapServers) throws IOException {
        return start(LOOPBACK, port, bootstrapServers);
    }

    private static KafkaExporter start(String address, int port, String bootstrapServers) throws IOException {
        KafkaExporter started =
                new KafkaExporter(new InetSocketAddress(InetAddress.ofLiteral(address), port), bootstrapServers);
        started.server.start();
        return started;
    }

    /**
     * Goes on until it is ended.
     *
     * @param arguments the port, the bootstrap servers, and the address to listen on if that is not loopback: in a
     *     container all of its own
     */
    public static void main(String[] arguments) throws IOException {
        String address = arguments.length > 2 ? arguments[2] : LOOPBACK;
        KafkaExporter exporter = start(address, Integer.parseInt(arguments[0]), arguments[1]);
        Runtime.getRuntime().addShutdownHook(new Thread(exporter::close));
        System.out.println("kafka-exporter listens on " + address + ":" + exporter.port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        admin.close();
    }

    private synchronized String metrics() {
        try {
            return KafkaReading.of(admin).toString();
        } catch (ExecutionException e) {
            System.out.println("The broker did not answer: " + e.getCause());
            return new ExpositionText().gauge("kafka_up", 0).toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", ExpositionText.CONTENT_TYPE);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
