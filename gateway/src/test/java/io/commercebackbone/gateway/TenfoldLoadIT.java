package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.LocalRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** One user who asks for ten times what he may have, and another who would like to go on working. */
class TenfoldLoadIT {

    private static final int QUOTA = 50;
    private static final int PAIRS = 9;
    private static final int USERS = 5;
    private static final long INTERVAL_NANOS = 1_000_000_000 / (10 * QUOTA);

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final Upstream SERVICE = new Upstream("order-service");
    private static final Tokens TOKENS = SERVICE.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + SERVICE.url(),
            "ORDER_SERVICE_URL=" + SERVICE.url(),
            "REDIS_PORT=" + REDIS.port(),
            "GATEWAY_RATE_LIMIT_USER_QUOTA=" + QUOTA,
            "GATEWAY_RATE_LIMIT_USER_WINDOW=1s");

    private final GatewayClient greedy = RUNNING.client();
    private final GatewayClient modest = RUNNING.client();
    private final String greedyToken = TOKENS.of(UUID.randomUUID());
    private final Queue<CompletableFuture<HttpResponse<String>>> asked = new ConcurrentLinkedQueue<>();

    @AfterAll
    static void stop() {
        RUNNING.close();
        REDIS.close();
    }

    /** Both in turn, so that whatever else the machine does happens to both; the ratio is the median of the pairs. */
    @Test
    void anotherUserWaitsAtMostTwiceAsLong() throws Exception {
        medianMicros();
        List<Double> ratios = new ArrayList<>();
        double seconds = 0;
        for (int i = 0; i < PAIRS; i++) {
            double idle = medianMicros();
            long begun = System.nanoTime();
            Thread asking = Thread.ofPlatform().start(this::askTooMuch);
            ratios.add(medianMicros() / idle);
            asking.interrupt();
            asking.join();
            seconds += (System.nanoTime() - begun) / 1e9;
        }

        ratios.sort(Double::compare);
        assertThat(ratios.get(PAIRS / 2)).as("of %s", ratios).isLessThanOrEqualTo(2);
        assertThat(asked.stream().map(it -> it.join().statusCode())).containsOnly(200, 429);
        assertThat(asked.size()).as("in %s s", seconds).isGreaterThan((int) (8 * QUOTA * seconds));
        assertThat(asked.stream().filter(it -> it.join().statusCode() == 429).count())
                .isGreaterThan(asked.size() / 2);
    }

    /** Ten times the quota, whether or not there are answers, until interrupted. */
    private void askTooMuch() {
        long begun = System.nanoTime();
        for (long i = 1; !Thread.currentThread().isInterrupted(); i++) {
            asked.add(greedy.start("GET", "/orders", greedyToken, BodyPublishers.noBody()));
            LockSupport.parkNanos(begun + i * INTERVAL_NANOS - System.nanoTime());
        }
    }

    /** How long a call takes for users who stay within their budgets, one after the other. */
    private double medianMicros() throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            String token = TOKENS.of(UUID.randomUUID());
            for (int call = 0; call < QUOTA - 10; call++) {
                long begun = System.nanoTime();
                assertThat(modest.get("/orders", token).statusCode()).isEqualTo(200);
                times.add((System.nanoTime() - begun) / 1_000);
            }
        }
        times.sort(Long::compare);
        return times.get(times.size() / 2);
    }
}
