package io.commercebackbone.messaging.consumer;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.RecordInterceptor;

/** One line for each record that came and one for each that was processed; keys are order ids. */
class ConsumerLog implements RecordInterceptor<Object, Object>, BatchInterceptor<Object, Object> {

    private static final Logger log = LoggerFactory.getLogger(ConsumerLog.class);

    @Override
    public ConsumerRecord<Object, Object> intercept(
            ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
        received(record);
        return record;
    }

    @Override
    public ConsumerRecords<Object, Object> intercept(
            ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        records.forEach(ConsumerLog::received);
        return records;
    }

    @Override
    public void success(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
        processed(record);
    }

    @Override
    public void success(ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        records.forEach(ConsumerLog::processed);
    }

    static void processed(List<ConsumerRecord<?, ?>> records) {
        records.forEach(ConsumerLog::processed);
    }

    private static void received(ConsumerRecord<?, ?> record) {
        log.info(
                "Kafka Consumer - message received: topic={}, partition={}, offset={}",
                record.topic(),
                record.partition(),
                record.offset());
    }

    private static void processed(ConsumerRecord<?, ?> record) {
        log.info(
                "Kafka Consumer - message processed and acknowledged: orderId={}, partition={}, offset={}",
                record.key(),
                record.partition(),
                record.offset());
    }
}
