package io.commercebackbone.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.MicrometerProducerListener;

/** The producer of one term as relay. Its client's metrics are there for as long as it is open. */
final class RelayProducer implements AutoCloseable {

    private static final String NAME = "outbox";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final MicrometerProducerListener<String, byte[]> metrics;

    private RelayProducer(Producer<String, byte[]> producer, MeterRegistry meters) {
        this.producer = producer;
        this.metrics = new MicrometerProducerListener<>(meters);
        metrics.producerAdded(NAME, producer);
    }

    /** @throws org.apache.kafka.common.KafkaException if the settings are not a producer's */
    static RelayProducer open(Map<String, Object> settings, MeterRegistry meters) {
        Map<String, Object> own = new HashMap<>(settings);
        own.computeIfPresent(ProducerConfig.CLIENT_ID_CONFIG, (name, client) -> client + "-" + NAME);
        return new RelayProducer(new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer()), meters);
    }

    Producer<String, byte[]> kafka() {
        return producer;
    }

    /** What is on its way then may arrive or not, and is sent again by the next. */
    @Override
    public void close() {
        metrics.producerRemoved(NAME, producer);
        producer.close(CLOSE_TIMEOUT);
    }
}
