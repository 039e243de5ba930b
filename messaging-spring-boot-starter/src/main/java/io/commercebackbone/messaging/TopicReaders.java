package io.commercebackbone.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Opens consumers that look at topics beside the listeners, with the settings of the service's own. */
public final class TopicReaders {

    private static final List<String> OF_LISTENERS = List.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG);

    /** Somebody waits for it; the client's default is a minute. */
    private static final int LOG_TIMEOUT_MILLIS = 20_000;

    private final Map<String, Object> settings;

    TopicReaders(Map<String, Object> listeners) {
        settings = new HashMap<>(listeners);
        OF_LISTENERS.forEach(settings::remove);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** A consumer without a group; the caller's to close. */
    public KafkaConsumer<String, byte[]> reader(String purpose) {
        return open(purpose, Map.of());
    }

    /** Topics to be read once; the caller's to close. */
    public TopicLog log(String purpose) {
        return new TopicLog(open(
                purpose,
                Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        settings.getOrDefault(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LOG_TIMEOUT_MILLIS))));
    }

    /**
     * A member of a group that commits nothing: its assignment decides who does some work. One that dies is replaced
     * after ten seconds, which a member may only ask for under the older protocol. The caller's to close.
     */
    public KafkaConsumer<String, byte[]> member(String purpose, String group) {
        return open(
                purpose,
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        "classic",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        3_000));
    }

    private KafkaConsumer<String, byte[]> open(String purpose, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.merge(ConsumerConfig.CLIENT_ID_CONFIG, purpose, (service, suffix) -> service + "-" + suffix);
        all.putAll(more);
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
