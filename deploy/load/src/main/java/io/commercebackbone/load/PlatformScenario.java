package io.commercebackbone.load;

import io.commercebackbone.events.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A backlog of payments that an outage of the outside platform has left, drained when it is back and takes its time, next
 * to a bare HTTP client that calls the same platform as often at a time as dataplatform-service may.
 */
final class PlatformScenario {

    private static final String SERVICE = "dataplatform-service";
    private static final long DELAY_NANOS = 5_000_000;

    /** The events of this backlog are a fifth of the others': each is a call. */
    private static final int PART = 5;

    /** So much of a backlog has gone when it begins to count: probes and pauses are over. */
    private static final int LEAD = 10;

    private static final String BODY = "{\"payment\":\"%s\"}".formatted("x".repeat(400));

    private final Stack stack;
    private final Settings settings;
    private final Report report;
    private final int atATime;
    private final int events;
    private final Shop.User user = new Shop.User(UUID.randomUUID(), "");

    /** @param atATime {@code platform.max-concurrent} */
    PlatformScenario(Stack stack, Settings settings, Report report, int atATime) {
        this.stack = stack;
        this.settings = settings;
        this.report = report;
        this.atATime = atATime;
        this.events = settings.backlog() / PART;
    }

    void run() throws Exception {
        double[] ours = new double[settings.pairs()];
        double[] limit = new double[settings.pairs()];
        UnpaidOrders orders = UnpaidOrders.of(
                stack.database("orders"), new Shop(stack).products(1).getFirst(), List.of(user));
        try (Platform platform = new Platform(DELAY_NANOS);
                Backbone backbone = new Backbone(stack.entry("kafka").port(), Topics.PAYMENT_COMPLETED)) {
            stack.stop(SERVICE);
            stack.start(
                    SERVICE,
                    Map.of("PLATFORM_URL", platform.url(), "PLATFORM_MAX_CONCURRENT", String.valueOf(atATime)));
            report.progress("platform, %d at a time: warming up".formatted(atATime));
            drain(2 * events, platform, backbone, orders);
            callBare(platform, settings.seconds());
            for (int pair = 0; pair < settings.pairs(); pair++) {
                report.progress("platform, %d at a time, pair %d of %d".formatted(atATime, pair + 1, settings.pairs()));
                limit[pair] = callBare(platform, settings.seconds()).perSecond();
                ours[pair] = drain(events, platform, backbone, orders);
            }
        } finally {
            stack.stop(SERVICE);
            stack.start(SERVICE, Map.of());
        }
        report.row(
                "limit: bare HTTP client, %d calls at a time, answers after 5 ms".formatted(atATime),
                Figure.of(limit).show(0),
                "",
                "",
                "",
                "");
        report.row(
                "%s, %d calls at a time, backlog of %d events".formatted(SERVICE, atATime, events),
                Figure.of(ours).show(0),
                Figure.of(ours).dividedBy(Figure.of(limit)).show(2),
                "",
                "",
                "");
    }

    /** Events of orders that are there, so that order-service can take them as well; it is done when we begin to count. */
    private double drain(int count, Platform platform, Backbone backbone, UnpaidOrders orders) throws Exception {
        platform.answer(503);
        long begin = platform.taken();
        orders.fill(count);
        backbone.publish(Stream.generate(() -> Events.paymentCompletedRecord(orders.next(user), user.id()))
                .limit(count));
        backbone.awaitCommitted("order-service");
        platform.answer(200);
        double rate = Backbone.rate(platform::taken, begin + count / LEAD, begin + count);
        backbone.awaitCommitted(SERVICE);
        return rate;
    }

    private Load.Result callBare(Platform platform, int seconds) throws Exception {
        return Load.run(atATime, seconds, number -> new Load.Client() {

            private final Connection connection = new Connection(platform.port());

            @Override
            public boolean call() throws IOException {
                return connection
                                .send(Connection.request("POST", "/v1/payments", "", BODY))
                                .status()
                        == 200;
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        });
    }
}
