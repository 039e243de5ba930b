package io.commercebackbone.load;

import io.commercebackbone.events.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backlog in the outbox, sent by the relay, next to Kafka's own producer benchmark with records of the same size. */
final class RelayScenario {

    /** Body and headers of an order-created event with one item. */
    private static final int RECORD_BYTES = 700;

    /** Nobody reads it. */
    private static final String UNREAD = "load-producer";

    private static final Pattern RATE = Pattern.compile("([\\d.]+) records/sec");

    private static final String FILL = """
            insert into outbox (event_id, topic, key, payload, headers)
            select gen_random_uuid(), 'order-created', id::text,
                   convert_to(format('{"orderId":"%s","userId":"%s","productIds":["%s"],"items":[{"productId":"%s","quantity":1}]}',
                                     id, id, id, id), 'UTF8'),
                   jsonb_build_object('ce_type', 'order-created.v1', 'ce_source', 'load-relay', 'ce_time', now(),
                                      'ce_dataschema', 'urn:commerce-backbone:schemas:order-created:1')
              from (select gen_random_uuid() as id from generate_series(1, ?)) orders
            """;

    private final Stack stack;
    private final Settings settings;
    private final Report report;

    RelayScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        report.progress("relay: stopping the consumers, so that they don't take part");
        stack.stop("ranking-service");
        stack.stop("cart-service");
        try (Backbone backbone = new Backbone(stack.entry("kafka").port(), Topics.ORDER_CREATED)) {
            backbone.makeTopic(UNREAD);
            double[] ours = new double[settings.pairs()];
            double[] limit = new double[settings.pairs()];
            for (int pair = 0; pair < settings.pairs(); pair++) {
                report.progress("relay, pair " + (pair + 1) + " of " + settings.pairs());
                limit[pair] = producerPerformance();
                ours[pair] = drain(backbone);
            }
            report.row(
                    "limit: Kafka's ProducerPerformance, " + RECORD_BYTES + " bytes",
                    Figure.of(limit).show(0),
                    "",
                    "",
                    "",
                    "");
            report.row(
                    "relay, backlog of " + settings.backlog() + " rows",
                    Figure.of(ours).show(0),
                    Figure.of(ours).dividedBy(Figure.of(limit)).show(2),
                    "",
                    "",
                    "");
            backbone.deleteTopic(UNREAD);
        } finally {
            stack.start("ranking-service", Map.of());
            stack.start("cart-service", Map.of());
        }
    }

    /** The first half is what the relay warms up with; the rate is that of the other. */
    private double drain(Backbone backbone) throws Exception {
        stack.stop("order-service");
        fill(2 * settings.backlog());
        long end = backbone.published() + 2L * settings.backlog();
        Thread starting = Thread.ofPlatform().start(() -> stack.start("order-service", Map.of()));
        double rate = Backbone.rate(backbone::published, end - settings.backlog(), end);
        starting.join();
        return rate;
    }

    private void fill(int rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.database("orders"), "orders", "orders");
                PreparedStatement statement = connection.prepareStatement(FILL)) {
            statement.setInt(1, rows);
            statement.executeUpdate();
        }
    }

    private double producerPerformance() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.apache.kafka.tools.ProducerPerformance",
                        "--topic",
                        UNREAD,
                        "--num-records",
                        Integer.toString(settings.backlog()),
                        "--record-size",
                        Integer.toString(RECORD_BYTES),
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=127.0.0.1:" + stack.entry("kafka").port(),
                        "acks=all",
                        "linger.ms=5",
                        "batch.size=65536",
                        "max.in.flight.requests.per.connection=1"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher matcher = RATE.matcher(output);
        double rate = 0;
        while (matcher.find()) {
            rate = Double.parseDouble(matcher.group(1));
        }
        if (rate == 0) {
            throw new IllegalStateException("ProducerPerformance failed: " + output);
        }
        return rate;
    }
}
