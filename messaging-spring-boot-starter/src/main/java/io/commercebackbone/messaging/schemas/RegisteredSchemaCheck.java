package io.commercebackbone.messaging.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.messaging.HeaderText;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects to what does not fit the registered schema, or only warns of it. */
final class RegisteredSchemaCheck implements SchemaCheck, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RegisteredSchemaCheck.class);

    private static final int SHOWN = 3;

    private final RegisteredSchemas schemas;
    private final boolean enforced;
    private final MeterRegistry meters;

    RegisteredSchemaCheck(RegisteredSchemas schemas, boolean enforced, MeterRegistry meters) {
        this.schemas = schemas;
        this.enforced = enforced;
        this.meters = meters;
    }

    @Override
    public Optional<String> objection(EventType<?> type, ConsumerRecord<String, byte[]> record) {
        Optional<Schema> schema = schemas.of(type);
        if (schema.isEmpty()) {
            count(record, "unchecked");
            return Optional.empty();
        }
        Optional<String> fault = fault(type, schema.get(), record);
        count(record, fault.isPresent() ? "violates" : "fits");
        if (fault.isPresent() && !enforced) {
            log.warn(
                    "Kafka Consumer - message does not fit its schema: topic={}, partition={}, offset={}, orderId={},"
                            + " error={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.key(),
                    fault.get());
            return Optional.empty();
        }
        return fault;
    }

    private static Optional<String> fault(EventType<?> type, Schema schema, ConsumerRecord<String, byte[]> record) {
        String named = HeaderText.of(record, EventHeaders.DATA_SCHEMA);
        if (!type.dataSchema().toString().equals(named)) {
            return Optional.of(EventHeaders.DATA_SCHEMA + " is not " + type.dataSchema());
        }
        List<Error> errors = schema.validate(new String(record.value(), StandardCharsets.UTF_8), InputFormat.JSON);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(errors.stream().limit(SHOWN).map(Error::toString).collect(Collectors.joining("; ")));
    }

    private void count(ConsumerRecord<?, ?> record, String outcome) {
        meters.counter("backbone.schemas.events", "topic", record.topic(), "outcome", outcome)
                .increment();
    }

    @Override
    public void close() {
        schemas.close();
    }
}
