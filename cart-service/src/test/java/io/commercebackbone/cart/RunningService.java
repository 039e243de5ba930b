package io.commercebackbone.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.RunningApplication;
import io.commercebackbone.local.Scrape;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.local.ServiceSettings;
import io.commercebackbone.local.SharedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service as it is deployed, alone, on a free port, with the tests' servers; and a client of it. */
final class RunningService implements AutoCloseable {

    static final String GROUP = "cart-service";
    static final SharedBroker BROKER = SharedBroker.with(Topics.all(), Topics.PARTITIONS);

    private final RunningApplication application;

    private RunningService(RunningApplication application) {
        this.application = application;
    }

    /** Starts it with more settings than {@link #settings()}, as {@code name=value}. */
    static RunningService start(String... more) {
        return new RunningService(RunningApplication.start(
                CartServiceApplication.class, settings().with(more)));
    }

    /** Where the tests' servers are, and waits shortened to what a test can wait. */
    static ServiceSettings settings() {
        return ServiceSettings.alone()
                .withKafka(BROKER.bootstrapServers())
                .with("spring.data.redis.port=" + LocalRedis.shared().port(), "backbone.consumer.max-backoff=500ms");
    }

    Answer get(UUID user) {
        return as(user).get("/carts/me");
    }

    Answer put(UUID user, UUID product, int quantity) {
        return put(user, product.toString(), "{\"quantity\":" + quantity + "}");
    }

    Answer put(UUID user, String product, String body) {
        return as(user).send("PUT", "/carts/me/items/" + product, body);
    }

    Answer delete(UUID user, String path) {
        return as(user).send("DELETE", path, null);
    }

    /** Status and code of the answer to any request. */
    String send(UUID user, String method, String path, @Nullable String body, String contentType) {
        Answer answer = as(user).send(method, path, body, Map.of("Content-Type", contentType));
        return answer.status() + " " + answer.code();
    }

    Answer getWithoutToken(String path) {
        return getWith(null, path);
    }

    Answer getWith(@Nullable String token, String path) {
        return new ServiceApi(application.url(), token).get(path);
    }

    /** Returns when requests reach Redis again: a moment after it is back. */
    void awaitAnswers() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(UUID.randomUUID()).status() == 200);
    }

    /** The products in a user's cart, in its order. */
    List<UUID> products(UUID user) {
        List<UUID> products = new ArrayList<>();
        Answer answer = get(user);
        assertThat(answer.status()).isEqualTo(200);
        answer.body()
                .path("items")
                .forEach(it -> products.add(UUID.fromString(it.path("productId").asString())));
        return products;
    }

    double metric(String name, String... tags) {
        return application.metric(name, tags);
    }

    private ServiceApi as(UUID user) {
        return new ServiceApi(application.url(), LocalIssuer.shared().token(user));
    }

    /** What it tells Prometheus now. */
    Scrape scrape() {
        return application.scrape();
    }

    @Override
    public void close() {
        application.close();
    }
}
