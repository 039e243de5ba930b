package io.commercebackbone.verify.suite;

import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Users who order and pay until they are told to stop. What is answered with 429 or 503 and a time to try again at is tried
 * again; every other failure is kept, and so is a call without an answer. Each call comes on a connection of its own, as
 * through an entrance that does not keep a user's.
 */
public final class Traffic implements AutoCloseable {

    private static final Set<Integer> RETRYABLE = Set.of(429, 503);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String url;
    private final UUID product;
    private final CountDownLatch stopped;
    private final AtomicInteger paid = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;

    private Traffic(String url, UUID product, int users) {
        this.url = url;
        this.product = product;
        this.stopped = new CountDownLatch(users);
    }

    public static Traffic start(String url, UUID product, int users) {
        Traffic traffic = new Traffic(url, product, users);
        for (int i = 0; i < users; i++) {
            Thread.ofVirtual().name("user-" + i).start(traffic::shop);
        }
        return traffic;
    }

    /** How many orders have been placed and paid so far. */
    public int paid() {
        return paid.get();
    }

    /** How many answers asked to try again. */
    public int again() {
        return again.get();
    }

    /** What was no answer, or none that a client could try again after. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits until so many more orders are paid. */
    public void awaitMore(int orders) {
        int enough = paid() + orders;
        await().atMost(PATIENCE).until(() -> paid() >= enough || !failures.isEmpty());
    }

    private void shop() {
        try {
            String token = LocalIssuer.shared().token(UUID.randomUUID());
            send(token, "/balances/me/charges", "{\"amount\": 10000000}", 201);
            while (going) {
                String order = send(
                        token,
                        "/orders",
                        "{\"items\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product),
                        201);
                send(token, "/payments", "{\"orderId\": \"%s\"}".formatted(id(order)), 201);
                paid.incrementAndGet();
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        } finally {
            stopped.countDown();
        }
    }

    private static String id(String body) {
        return JsonMapper.shared().readTree(body).path("id").asString();
    }

    /** The same key each time, so that trying again is safe where the service keeps keys. */
    private String send(String token, String path, String body, int expected) {
        String key = UUID.randomUUID().toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> answer(request, expected), it -> it != null);
    }

    /** Null if it is to be tried again. */
    private @Nullable String answer(HttpRequest request, int expected) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == expected) {
                return response.body();
            }
            if (RETRYABLE.contains(response.statusCode())
                    && response.headers().firstValue("Retry-After").isPresent()) {
                again.incrementAndGet();
                return null;
            }
            throw new IllegalStateException(
                    request.uri().getPath() + " answered " + response.statusCode() + ": " + response.body());
        }
    }

    /** Lets every user finish what he has begun. */
    public void stop() {
        going = false;
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
