package io.commercebackbone.load;

import io.commercebackbone.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A backlog in the topic, drained by a consumer, next to the same consumer with a commit after each record. */
final class ConsumerScenario {

    private static final int PRODUCTS = 1_000;

    /** Record by record is slow: a part of the backlog is enough to tell how slow. */
    private static final int PART = 10;

    private final String service;
    private final Stack stack;
    private final Settings settings;
    private final Report report;

    ConsumerScenario(String service, Stack stack, Settings settings, Report report) {
        this.service = service;
        this.stack = stack;
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        List<UUID> products = Stream.generate(UUID::randomUUID).limit(PRODUCTS).toList();
        try (Backbone backbone = new Backbone(stack.entry("kafka").port(), Topics.ORDER_CREATED)) {
            report.progress(service + ": waiting until it has read what there is");
            backbone.awaitCommitted(service);
            double[] ours = new double[settings.pairs()];
            double[] single = new double[settings.pairs()];
            for (int pair = 0; pair < settings.pairs(); pair++) {
                report.progress(service + ", pair " + (pair + 1) + " of " + settings.pairs());
                single[pair] = drain(
                        backbone,
                        products,
                        Math.max(2_000, settings.backlog() / PART),
                        Map.of("SPRING_KAFKA_CONSUMER_MAX_POLL_RECORDS", "1"));
                ours[pair] = drain(backbone, products, settings.backlog(), Map.of());
            }
            report.row(
                    service + ", record by record with a commit each",
                    Figure.of(single).show(0),
                    "",
                    "",
                    "",
                    "");
            report.row(
                    service + ", backlog of " + settings.backlog() + " events",
                    Figure.of(ours).show(0),
                    Figure.of(ours).dividedBy(Figure.of(single)).show(1),
                    "",
                    "",
                    "");
        }
    }

    /** The first half is what the program warms up with; the rate is that of the other. */
    private double drain(Backbone backbone, List<UUID> products, int events, Map<String, String> environment)
            throws Exception {
        stack.stop(service);
        backbone.publish(IntStream.range(0, 2 * events)
                .mapToObj(i -> Events.orderCreatedRecord(products.get(i % products.size()))));
        long end = backbone.published();
        Thread starting = Thread.ofPlatform().start(() -> stack.start(service, environment));
        double rate = Backbone.rate(() -> backbone.committed(service), end - events, end);
        starting.join();
        return rate;
    }
}
