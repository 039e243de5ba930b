package io.commercebackbone.dataplatform;

import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.RunningApplication;
import io.commercebackbone.local.Scrape;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.local.ServiceSettings;
import io.commercebackbone.local.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * The service as it is deployed, alone, on a free port, with the tests' servers; and a client of it. Its log is the same
 * for all tests of a JVM, as its topic is.
 */
final class RunningService implements AutoCloseable {

    static final String GROUP = "dataplatform-service";
    static final SharedBroker BROKER = SharedBroker.with(Topics.all(), Topics.PARTITIONS);
    private static final String DATABASE = "dataplatform";

    private final RunningApplication application;
    private final String token = LocalIssuer.shared().token(UUID.randomUUID(), "admin");

    private RunningService(RunningApplication application) {
        this.application = application;
    }

    /** Makes it read the partitions side by side, as it is deployed. */
    static final String AS_DEPLOYED = "spring.kafka.listener.concurrency=3";

    /**
     * Starts it with more settings than {@link #settings}, as {@code name=value}. It has one thread unless they say
     * {@link #AS_DEPLOYED}: one member joins its group at once, three need some heartbeats until each has its partition.
     */
    static RunningService start(String platformUrl, String... more) {
        return new RunningService(RunningApplication.start(
                DataPlatformServiceApplication.class,
                settings(platformUrl)
                        .with("spring.kafka.listener.concurrency=1")
                        .with(more)));
    }

    /** Where the tests' servers are, and waits shortened to what a test can wait. */
    static ServiceSettings settings(String platformUrl) {
        return ServiceSettings.alone()
                .withKafka(BROKER.bootstrapServers())
                .withDatabase(DATABASE)
                .with(
                        "platform.url=" + platformUrl,
                        "platform.secret=only-for-tests-0123456789abcdefgh",
                        "platform.timeout=1s",
                        "platform.breaker.open-for=1s",
                        "backbone.consumer.max-backoff=500ms");
    }

    /** The log, seen from outside the service. */
    static JdbcClient sql() {
        return JdbcClient.create(
                new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(DATABASE), DATABASE, DATABASE));
    }

    /** Returns when the group has committed everything there is. */
    static void awaitDrained() {
        BROKER.awaitDrained(GROUP, Topics.PAYMENT_COMPLETED);
    }

    /** The one member of the group, as soon as it has joined. */
    static String awaitMember() {
        return await().atMost(Duration.ofSeconds(60))
                .ignoreException(CompletionException.class) // no such group before the first member
                .until(RunningService::members, it -> !it.isEmpty());
    }

    /** The members of the group, as the broker sees them; empty when there are none. */
    static String members() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            return admin
                    .describeConsumerGroups(List.of(GROUP))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .values()
                    .stream()
                    .flatMap(it -> it.members().stream())
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.joining(","));
        }
    }

    static long deadLetters() {
        return BROKER.size(Topics.deadLettersOf(Topics.PAYMENT_COMPLETED));
    }

    Answer get(String path) {
        return get(path, token);
    }

    Answer get(String path, String bearer) {
        return new ServiceApi(application.url(), bearer).get(path);
    }

    Answer getWithoutToken(String path) {
        return new ServiceApi(application.url(), null).get(path);
    }

    /** Whether the listener's container reads nothing just now. */
    boolean paused() {
        return application.context().getBean(KafkaListenerEndpointRegistry.class).getListenerContainers().stream()
                .allMatch(it -> it.isContainerPaused());
    }

    double metric(String name, String... tags) {
        return application.metric(name, tags);
    }

    boolean breakerIs(String state) {
        return metric("resilience4j_circuitbreaker_state", "state=\"" + state + "\"") == 1;
    }

    /** Returns when so many more records have failed for a while. */
    void awaitFailures(int more) {
        double before = failures();
        await().atMost(Duration.ofSeconds(60)).until(() -> failures() >= before + more);
    }

    private double failures() {
        return metric("backbone_consumer_failures_total", "kind=\"transient\"");
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
