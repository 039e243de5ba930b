package io.commercebackbone.messaging.consumer;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.EventLine;
import io.commercebackbone.messaging.HeaderText;
import io.commercebackbone.tracing.Spans;
import io.micrometer.tracing.Span;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.RecordInterceptor;

/**
 * Tells of each record that it came and that it was processed: in the log, in the time from event to effect, and in the
 * event's trace. Keys are order ids.
 */
class ProcessedRecords implements RecordInterceptor<Object, Object>, BatchInterceptor<Object, Object> {

    private static final Logger log = LoggerFactory.getLogger(ProcessedRecords.class);

    private final ConsumerMeter meter;
    private final Spans spans;
    private final Clock clock;
    private final ThreadLocal<Instant> received;

    ProcessedRecords(ConsumerMeter meter, Spans spans, Clock clock) {
        this.meter = meter;
        this.spans = spans;
        this.clock = clock;
        this.received = ThreadLocal.withInitial(clock::instant);
    }

    @Override
    public ConsumerRecord<Object, Object> intercept(
            ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
        received.set(clock.instant());
        received(record);
        return record;
    }

    @Override
    public ConsumerRecords<Object, Object> intercept(
            ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        received.set(clock.instant());
        records.forEach(ProcessedRecords::received);
        return records;
    }

    @Override
    public void success(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
        processed(record);
    }

    @Override
    public void success(ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        records.forEach(this::processed);
    }

    /** Those of a batch that were processed although one behind them failed. */
    void processed(List<ConsumerRecord<?, ?>> records) {
        records.forEach(this::processed);
    }

    /** One that failed, for now or for good. */
    void failed(ConsumerRecord<?, ?> record, Throwable error) {
        span(record, error);
    }

    private static void received(ConsumerRecord<?, ?> record) {
        EventLine.info(log, "Kafka Consumer - message received")
                .with("topic", record.topic())
                .with("partition", record.partition())
                .with("offset", record.offset())
                .with("orderId", record.key())
                .of(record.headers())
                .write();
    }

    private void processed(ConsumerRecord<?, ?> record) {
        EventLine.info(log, "Kafka Consumer - message processed and acknowledged")
                .with("orderId", record.key())
                .with("partition", record.partition())
                .with("offset", record.offset())
                .with("topic", record.topic())
                .of(record.headers())
                .write();
        meter.processed(record);
        span(record, null);
    }

    private void span(ConsumerRecord<?, ?> record, @Nullable Throwable error) {
        spans.ended(() -> about(record), HeaderText.of(record, EventHeaders.TRACE_PARENT), received.get(), error);
    }

    private static Spans.About about(ConsumerRecord<?, ?> record) {
        return new Spans.About(
                record.topic() + " process",
                Span.Kind.CONSUMER,
                Map.of(
                        "messaging.system", "kafka",
                        "messaging.operation.type", "process",
                        "messaging.destination.name", record.topic(),
                        "messaging.destination.partition.id", Integer.toString(record.partition()),
                        "messaging.kafka.offset", Long.toString(record.offset()),
                        "messaging.kafka.message.key", String.valueOf(record.key())));
    }
}
