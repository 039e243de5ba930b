package io.commercebackbone.messaging.schemas;

import io.commercebackbone.events.EventType;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds an event that was read against the schema that is registered for it. */
@FunctionalInterface
public interface SchemaCheck {

    /** Objects to nothing. */
    SchemaCheck NONE = (type, record) -> Optional.empty();

    /**
     * What keeps a record from being processed; empty if it fits, if there is no schema to be had, or if it is only warned
     * about. May ask the registry, and block for as long as that may take; never fails because it is away.
     *
     * @param type the version of the event that the record was read as
     */
    Optional<String> objection(EventType<?> type, ConsumerRecord<String, byte[]> record);
}
