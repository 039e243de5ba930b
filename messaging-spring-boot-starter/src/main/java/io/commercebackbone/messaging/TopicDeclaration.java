package io.commercebackbone.messaging;

import io.commercebackbone.events.Topics;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates the topics that a service owns, as soon as there is a broker: a service starts without one. What exists is
 * left as it is, but for partitions that are missing.
 */
class TopicDeclaration implements SmartLifecycle {

    /** A dead letter carries more headers than the record that it was, and must fit all the same. */
    private static final String DEAD_LETTER_MAX_BYTES = "2097152";

    private static final Logger log = LoggerFactory.getLogger(TopicDeclaration.class);

    private final KafkaAdmin admin;
    private final TopicProperties properties;
    private volatile boolean running;
    private @Nullable Thread thread;

    TopicDeclaration(KafkaAdmin admin, TopicProperties properties) {
        this.admin = admin;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("topic-declaration").start(this::declare);
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void declare() {
        NewTopic[] topics = properties.declare().stream()
                .flatMap(topic -> Stream.of(
                        kept(topic(topic)).build(),
                        topic(Topics.deadLettersOf(topic))
                                .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, DEAD_LETTER_MAX_BYTES)
                                .config(
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        Long.toString(
                                                properties.deadLetterRetention().toMillis()))
                                .build()))
                .toArray(NewTopic[]::new);
        while (topics.length > 0 && isRunning()) {
            try {
                admin.createOrModifyTopics(topics);
                log.info("Topics are there: {}", properties.declare());
                return;
            } catch (RuntimeException e) {
                log.warn("Topics not declared yet, trying again in {}: {}", properties.retryInterval(), e.toString());
                pause(properties.retryInterval());
            }
        }
    }

    private TopicBuilder kept(TopicBuilder topic) {
        Duration retention = properties.retention();
        return retention == null
                ? topic
                : topic.config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }

    private TopicBuilder topic(String name) {
        return TopicBuilder.name(name)
                .partitions(Topics.PARTITIONS)
                .replicas(properties.replicationFactor())
                .config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(properties.minInSyncReplicas()));
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
