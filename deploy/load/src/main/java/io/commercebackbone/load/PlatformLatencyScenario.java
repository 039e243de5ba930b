package io.commercebackbone.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * From a payment's commit until the outside platform has its event, while payments come at a steady rate. Both are read
 * from the one clock of this machine; the outbox row is stamped just before the commit, so that the commit itself counts.
 */
final class PlatformLatencyScenario {

    private static final String SERVICE = "dataplatform-service";
    private static final int PAYMENTS_PER_SECOND = 200;
    private static final int CLIENTS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;
    private final Shop shop;
    private final Settings settings;
    private final Report report;

    PlatformLatencyScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.shop = new Shop(stack);
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        List<Shop.User> users = shop.users(CLIENTS);
        shop.charge(users);
        int seconds = settings.warmUp() + settings.seconds() * 2;
        UnpaidOrders orders =
                UnpaidOrders.of(stack.database("orders"), shop.products(1).getFirst(), users);
        orders.fill(2 + seconds * PAYMENTS_PER_SECOND / CLIENTS);
        try (Platform platform = new Platform(0)) {
            stack.stop(SERVICE);
            stack.start(SERVICE, Map.of("PLATFORM_URL", platform.url()));
            report.progress("platform latency: " + PAYMENTS_PER_SECOND + " payments/s for " + seconds + " s");
            Instant begin = Instant.now().plusSeconds(settings.warmUp());
            pay(shop.payers(users, orders), seconds);
            Latencies latencies = latencies(platform, begin);
            report.row(
                    "payment's commit to platform, %d payments/s, %d payments"
                            .formatted(PAYMENTS_PER_SECOND, latencies.count()),
                    "",
                    "",
                    Figure.of(latencies.millis(0.5)).show(1),
                    Figure.of(latencies.millis(0.99)).show(1),
                    "");
        } finally {
            stack.stop(SERVICE);
            stack.start(SERVICE, Map.of());
        }
    }

    private static void pay(Load.Clients payers, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Future<?>> paying = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                Load.Client payer = payers.open(i);
                paying.add(threads.submit(() -> {
                    Load.paced(PAYMENTS_PER_SECOND / (double) CLIENTS, end, () -> paid(payer));
                    payer.close();
                    return null;
                }));
            }
            for (Future<?> each : paying) {
                each.get();
            }
        }
    }

    private static boolean paid(Load.Client payer) throws Exception {
        if (!payer.call()) {
            throw new IllegalStateException("a payment was refused");
        }
        return true;
    }

    private Latencies latencies(Platform platform, Instant begin) throws SQLException {
        Map<UUID, Instant> committed = committed(begin);
        Instant patience = Instant.now().plus(PATIENCE);
        while (!platform.arrivals().keySet().containsAll(committed.keySet())) {
            if (Instant.now().isAfter(patience)) {
                throw new IllegalStateException("not every payment has come to the platform");
            }
            LockSupport.parkNanos(100_000_000);
        }
        Latencies latencies = new Latencies();
        committed.forEach((event, at) ->
                latencies.add(Duration.between(at, platform.arrivals().getOrDefault(event, at))
                        .toNanos()));
        return latencies;
    }

    private Map<UUID, Instant> committed(Instant begin) throws SQLException {
        Map<UUID, Instant> committed = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(stack.database("payments"), "payments", "payments");
                PreparedStatement select = connection.prepareStatement(
                        "select event_id, created_at from outbox where topic = 'payment-completed' and created_at > ?")) {
            select.setObject(1, begin.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    committed.put(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return committed;
    }
}
