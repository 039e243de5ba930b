package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalService;
import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.StalledRelay;
import io.commercebackbone.verify.suite.Suite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events that come before those that caused them, or without. Both consumers of {@code payment-completed} take part. */
class EarlyEventsIT {

    private static final Suite suite = Suite.running();
    private static final List<String> received = new CopyOnWriteArrayList<>();
    private static final HttpServer platform = platform();
    private static final LocalService dataplatform = dataplatform();

    private final Customer customer = Customer.of(suite);
    private final UUID product = suite.newProduct(1_000, 10);

    @BeforeAll
    static void start() {
        dataplatform.start();
    }

    @AfterAll
    static void stop() {
        dataplatform.close();
        platform.stop(0);
    }

    @AfterEach
    void theBooksAreRight() {
        suite.requireRightBooks();
    }

    @Test
    void paymentCompletedBeforeOrderCreatedIsAppliedByEverybody() throws Exception {
        customer.charge(5_000, "charge").require(201);
        UUID order;
        try (StalledRelay relay = StalledRelay.of(suite.orders())) {
            assertThat(relay).isNotNull();
            order = customer.ordered(product, 1);
            payUntold(order);

            await().atMost(Trap.SOON).until(() -> customer.status(order).equals("PAID"));
            await().atMost(Trap.SOON).until(() -> timesReceived(order) == 1);
            assertThat(recordsOf(Topics.ORDER_CREATED, order)).isEmpty();
        }

        await().atMost(Trap.SOON)
                .until(() -> recordsOf(Topics.ORDER_CREATED, order).size() == 1);
        assertThat(customer.status(order)).isEqualTo("PAID");
        suite.broker().awaitDrained("dataplatform-service", Topics.PAYMENT_COMPLETED);
        assertThat(timesReceived(order)).isEqualTo(1);
    }

    @Test
    void paymentCompletedOfAnOrderThatNobodyPlacedIsDeadLetteredAndHoldsUpNothing() {
        customer.charge(5_000, "charge").require(201);
        UUID unknown = UUID.randomUUID();
        // as many as there are partitions are behind it, whatever its own is
        suite.broker().send(completed(unknown));

        for (int i = 0; i < Topics.PARTITIONS; i++) {
            UUID order = customer.ordered(product, 1);
            payUntold(order);
            await().atMost(Trap.SOON).until(() -> customer.status(order).equals("PAID"));
        }
        String deadLetters = Topics.deadLettersOf(Topics.PAYMENT_COMPLETED);
        await().atMost(Trap.SOON).until(() -> recordsOf(deadLetters, unknown).size() == 1);
        ConsumerRecord<String, byte[]> letter = recordsOf(deadLetters, unknown).getFirst();
        assertThat(header(letter, EventHeaders.DEAD_LETTER_GROUP)).isEqualTo("order-service");
        assertThat(header(letter, EventHeaders.DEAD_LETTER_CAUSE)).isEqualTo("unknown-order");
        suite.broker().awaitDrained("order-service", Topics.PAYMENT_COMPLETED);
    }

    /** Pays so that order-service can learn of it from the event only. */
    private void payUntold(UUID order) {
        Trap outcome = Trap.at(Place.OUTCOME_TOLD, suite, order, "PAID", "COMPLETED");
        Thread client = Thread.ofVirtual().start(() -> customer.pay(order, order.toString()));
        outcome.await();
        outcome.lose();
        await().atMost(Trap.SOON).until(() -> !client.isAlive());
    }

    private static ProducerRecord<String, byte[]> completed(UUID order) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.PAYMENT_COMPLETED, order.toString(), """
                    {"orderId":"%1$s","userId":"%1$s","paymentId":"%1$s","shipmentId":"%1$s","attempt":1,"amount":10,"currency":"KRW"}\
                    """.formatted(order).getBytes(StandardCharsets.UTF_8));
        Map.of(
                        EventHeaders.ID, UUID.randomUUID().toString(),
                        EventHeaders.SOURCE, "somebody-else",
                        EventHeaders.TYPE, EventTypes.PAYMENT_COMPLETED.wireName(),
                        EventHeaders.TIME, Instant.now().toString(),
                        EventHeaders.SEQUENCE, "1")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static List<ConsumerRecord<String, byte[]>> recordsOf(String topic, UUID order) {
        return suite.broker().read(topic).stream()
                .filter(record -> order.toString().equals(record.key()))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static long timesReceived(UUID order) {
        return received.stream().filter(body -> body.contains(order.toString())).count();
    }

    private static HttpServer platform() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", EarlyEventsIT::receive);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static LocalService dataplatform() {
        Map<String, String> settings = new HashMap<>(LocalService.database("dataplatform"));
        settings.put("spring.kafka.bootstrap-servers", suite.broker().bootstrapServers());
        settings.put("platform.url", "http://localhost:" + platform.getAddress().getPort());
        settings.put("platform.secret", "only-for-tests-0123456789abcdefgh");
        return LocalService.ofJar("dataplatform-service", Suite.jar("dataplatform-service"), settings);
    }
}
