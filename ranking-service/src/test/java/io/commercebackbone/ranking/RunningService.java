package io.commercebackbone.ranking;

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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service as it is deployed, alone, on a free port, with the tests' servers; and a client of it. */
final class RunningService implements AutoCloseable {

    static final String GROUP = "ranking-service";
    static final SharedBroker BROKER = SharedBroker.with(Topics.all(), Topics.PARTITIONS);

    /** No day ends here during a test. */
    static final ZoneId ZONE = whereItIsNoon();

    private static final String REBUILD = "/admin/ranking-service/rebuild";

    private final RunningApplication application;
    private final String token = LocalIssuer.shared().token(UUID.randomUUID());
    private final String admin = LocalIssuer.shared().token(UUID.randomUUID(), "admin");

    private RunningService(RunningApplication application) {
        this.application = application;
    }

    private static ZoneId whereItIsNoon() {
        return ZoneOffset.ofHours(12 - LocalTime.now(ZoneOffset.UTC).getHour());
    }

    /** Starts it with more settings than {@link #settings()}, as {@code name=value}. */
    static RunningService start(String... more) {
        return with(settings().with(more));
    }

    /** Starts it with these settings. */
    static RunningService with(ServiceSettings settings) {
        return new RunningService(RunningApplication.start(RankingServiceApplication.class, settings));
    }

    /** Where the tests' servers are, and waits shortened to what a test can wait. */
    static ServiceSettings settings() {
        return ServiceSettings.alone()
                .withKafka(BROKER.bootstrapServers())
                .with(
                        "spring.data.redis.port=" + LocalRedis.shared().port(),
                        "backbone.consumer.max-backoff=500ms",
                        "ranking.zone=" + ZONE,
                        // a kept sum is over before a test can have waited for anything
                        "ranking.window-freshness=1ms");
    }

    Answer get(String path) {
        return new ServiceApi(application.url(), token).get(path);
    }

    /** The latest rebuild, as an operator sees it. */
    Answer rebuild() {
        return new ServiceApi(application.url(), admin).get(REBUILD);
    }

    /** Begins a rebuild, as an operator. */
    Answer beginRebuild(String body) {
        return new ServiceApi(application.url(), admin).post(REBUILD, body);
    }

    Answer abortRebuild() {
        return new ServiceApi(application.url(), admin).post(REBUILD + "/abort", "");
    }

    Answer beginRebuildAsAUser() {
        return new ServiceApi(application.url(), token).post(REBUILD, "{}");
    }

    Answer getWithoutToken(String path) {
        return getWith(null, path);
    }

    Answer getWith(@Nullable String token, String path) {
        return new ServiceApi(application.url(), token).get(path);
    }

    /** Returns when requests reach Redis again: a moment after it is back. */
    void awaitAnswers() {
        await().atMost(Duration.ofSeconds(20)).until(() -> get("/rankings").status() == 200);
    }

    /** Units sold of a product in the last three days. */
    long score(UUID product) {
        Answer answer = get("/rankings/products/" + product + "?window=3d");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("score").asLong();
    }

    double metric(String name, String... tags) {
        return application.metric(name, tags);
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
