package io.commercebackbone.verify.naive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.events.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders are placed as ours are, and their event is published by the request itself; a failure is logged, and that is all. */
public final class NaiveOrders {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CREATED = 201;
    private static final Set<String> PASSED_ON =
            Set.of("authorization", "content-type", "idempotency-key", "traceparent");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String service = "http://127.0.0.1:" + System.getenv("SERVER_PORT");
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    System.getenv("SPRING_KAFKA_BOOTSTRAPSERVERS"),
                    "acks",
                    "all",
                    "retries",
                    3,
                    "max.in.flight.requests.per.connection",
                    1,
                    "enable.idempotence",
                    true),
            new StringSerializer(),
            new ByteArraySerializer());

    private NaiveOrders() {}

    public static void main(String[] arguments) throws IOException {
        NaiveProgram.startChild();
        NaiveOrders orders = new NaiveOrders();
        int port = Integer.parseInt(System.getenv(NaiveProgram.PORT));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", orders::pass);
        server.start();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer = http.send(request(exchange), BodyHandlers.ofByteArray());
            if (answer.statusCode() == CREATED
                    && exchange.getRequestURI().getPath().equals("/orders")) {
                publish(JSON.readTree(answer.body()));
            }
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it: that is what is shown
    private void publish(JsonNode order) {
        UUID id = UUID.fromString(order.path("id").asString());
        List<OrderedItem> items = order.path("items").values().stream()
                .map(item -> new OrderedItem(
                        UUID.fromString(item.path("productId").asString()),
                        item.path("quantity").asInt()))
                .toList();
        OrderCreatedEvent event =
                OrderCreatedEvent.of(id, UUID.fromString(order.path("userId").asString()), items);
        try {
            producer.send(
                    new ProducerRecord<>(Topics.ORDER_CREATED, id.toString(), JSON.writeValueAsBytes(event)),
                    (place, failure) -> {
                        if (failure != null) {
                            System.err.println("not published: " + id + ": " + failure.getMessage());
                        }
                    });
        } catch (RuntimeException e) {
            System.err.println("not published: " + id + ": " + e.getMessage());
        }
    }
}
