package io.commercebackbone.verify.naive;

import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.Topics;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what was ordered: raises scores, and swallows it when that fails; deletes the whole cart; acknowledges; and when
 * something failed logs it and does not acknowledge, until the next record is acknowledged, and this one with it.
 */
public final class NaiveReader {

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Duration POLL = Duration.ofMillis(200);

    private final RedisCommands<String, String> redis;
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of(
                    "bootstrap.servers", System.getenv("SPRING_KAFKA_BOOTSTRAPSERVERS"),
                    "group.id", "cart-service",
                    "group.protocol", "consumer",
                    "auto.offset.reset", "earliest",
                    "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer());

    private NaiveReader() {
        RedisURI uri = RedisURI.create(
                System.getenv("SPRING_DATA_REDIS_HOST"), Integer.parseInt(System.getenv("SPRING_DATA_REDIS_PORT")));
        uri.setTimeout(Duration.ofSeconds(2));
        redis = RedisClient.create(uri).connect().sync();
    }

    public static void main(String[] arguments) throws IOException {
        NaiveProgram.startChild();
        new NaiveReader().read();
    }

    private void read() {
        consumer.subscribe(List.of(Topics.ORDER_CREATED));
        while (true) {
            try {
                consumer.poll(POLL).forEach(this::consume);
            } catch (KafkaException e) {
                System.err.println("not read: " + e.getMessage());
            }
        }
    }

    private void consume(ConsumerRecord<String, byte[]> record) {
        try {
            OrderCreatedEvent event = JsonMapper.shared().readValue(record.value(), OrderCreatedEvent.class);
            raiseScores(event, Instant.ofEpochMilli(record.timestamp()));
            redis.del("cart:{" + event.userId() + "}");
            consumer.commitSync(Map.of(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1)));
        } catch (RuntimeException e) {
            System.err.println("not processed: " + record.partition() + "@" + record.offset() + ": " + e);
        }
    }

    private void raiseScores(OrderCreatedEvent event, Instant at) {
        try {
            String day = "{ranking}:day:" + at.atZone(ZONE).toLocalDate();
            event.items()
                    .forEach(item ->
                            redis.zincrby(day, item.quantity(), item.productId().toString()));
        } catch (RuntimeException e) {
            System.err.println("not ranked: " + event.orderId() + ": " + e);
        }
    }
}
