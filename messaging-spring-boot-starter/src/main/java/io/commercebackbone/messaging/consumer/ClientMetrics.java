package io.commercebackbone.messaging.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;

/**
 * The metrics of a consumer's client, as Spring Kafka shows them. New ones, such as those of a partition that was assigned,
 * show after an interval of ours; it would be a minute otherwise.
 */
final class ClientMetrics<K, V> extends MicrometerConsumerListener<K, V> {

    private final Duration interval;

    private ClientMetrics(MeterRegistry meters, Duration interval) {
        super(meters);
        this.interval = interval;
    }

    /** Takes the place of those that Boot has given to a factory; does nothing where it has not. */
    static <K, V> void replace(
            DefaultKafkaConsumerFactory<K, V> factory, Supplier<MeterRegistry> meters, Duration interval) {
        for (ConsumerFactory.Listener<K, V> listener : List.copyOf(factory.getListeners())) {
            if (listener instanceof MicrometerConsumerListener<?, ?>) {
                factory.removeListener(listener);
                factory.addListener(new ClientMetrics<>(meters.get(), interval));
            }
        }
    }

    @Override
    protected MeterBinder createClientMetrics(Consumer<K, V> client, List<Tag> tags) {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("kafka-client-metrics").daemon().factory());
        return new Shown(new KafkaClientMetrics(client, tags, looking, interval), looking);
    }

    /** Metrics that are looked at until they are closed. */
    private record Shown(KafkaClientMetrics metrics, ScheduledExecutorService looking)
            implements MeterBinder, AutoCloseable {

        @Override
        public void bindTo(MeterRegistry registry) {
            metrics.bindTo(registry);
        }

        @Override
        public void close() {
            looking.shutdownNow();
            metrics.close();
        }
    }
}
