package io.commercebackbone.verify.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.verify.faults.Traces.Poison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Faults of what lies in topics. */
final class Records {

    private static final int LATEST = 200;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Map<String, Object> kafka;
    private final Traces traces;

    Records(String bootstrapServers, Traces traces) {
        this.kafka = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "default.api.timeout.ms",
                15_000,
                "delivery.timeout.ms",
                15_000,
                "request.timeout.ms",
                10_000);
        this.traces = traces;
    }

    private interface Sending {
        void with(KafkaProducer<String, byte[]> producer) throws Exception;
    }

    /** At its healing at the latest: the broker may be away when it strikes. */
    private Fault sent(Sending sending) {
        return new Fault() {
            private boolean done;

            @Override
            public void strike() {
                // what lies in a topic never heals; it is put there when all else has
            }

            @Override
            public void heal() throws Exception {
                if (!done) {
                    try (KafkaProducer<String, byte[]> producer =
                            new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
                        sending.with(producer);
                    }
                    done = true;
                }
            }
        };
    }

    /** The latest records of a topic, once more, each exactly as it is. */
    Fault republish(String topic) {
        return sent(producer -> {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : latest(topic)) {
                if (traces.poisons().contains(new Poison(topic, record.partition(), record.offset()))) {
                    continue; // a copy would be another poison
                }
                sent.add(producer.send(new ProducerRecord<>(
                        topic, record.partition(), record.key(), record.value(), record.headers())));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        });
    }

    /** Bytes that are no event, an event of a version that nobody knows, and headers made to hurt. */
    Fault poison(String topic, RandomGenerator lots) {
        String key = new UUID(lots.nextLong(), lots.nextLong()).toString();
        byte[] noise = new byte[64];
        lots.nextBytes(noise);
        return sent(producer -> {
            poison(producer, new ProducerRecord<>(topic, key, noise));
            ProducerRecord<String, byte[]> unknown = new ProducerRecord<>(topic, key, "{}".getBytes(UTF_8));
            unknown.headers().add(EventHeaders.TYPE, (topic + ".v99").getBytes(UTF_8));
            poison(producer, unknown);
            ProducerRecord<String, byte[]> hostile = new ProducerRecord<>(topic, key, "{\"orderId\":".getBytes(UTF_8));
            hostile.headers()
                    .add("spring_json_header_types", "{\"a\":\"java.lang.Object\"".getBytes(UTF_8))
                    .add(EventHeaders.TYPE, (topic + ".v1").getBytes(UTF_8))
                    .add(EventHeaders.ID, noise);
            poison(producer, hostile);
        });
    }

    private void poison(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record)
            throws Exception {
        RecordMetadata place = producer.send(record).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        traces.poisoned(new Poison(place.topic(), place.partition(), place.offset()));
    }

    private List<ConsumerRecord<String, byte[]>> latest(String topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - LATEST)));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found::add);
            }
        }
        return found;
    }
}
