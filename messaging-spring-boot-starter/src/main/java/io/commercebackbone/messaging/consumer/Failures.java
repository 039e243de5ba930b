package io.commercebackbone.messaging.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/** What an exception says about the record that it was thrown for. */
final class Failures {

    private Failures() {}

    /** The listener's own exception, without the wrapping of the container. */
    static Throwable origin(Throwable thrown) {
        Throwable error = thrown;
        while (error.getCause() != null
                && (error instanceof ListenerExecutionFailedException
                        || error instanceof BatchListenerFailedException)) {
            error = error.getCause();
        }
        return error;
    }

    /** Errors of the program itself count as permanent too: trying again runs into them again. */
    static boolean isPermanent(Throwable error) {
        return error instanceof PermanentFailure
                || error instanceof NullPointerException
                || error instanceof ClassCastException
                || error instanceof IndexOutOfBoundsException
                || error instanceof ArithmeticException;
    }

    /** The short stable word for why a record is given up. */
    static String cause(Throwable error) {
        return error instanceof PermanentFailure failure ? failure.failureCause() : "unexpected";
    }

    /** The name of an error's class; of one without a name, of what it extends. */
    static String typeName(Throwable error) {
        Class<?> type = error.getClass();
        while (type.getSimpleName().isEmpty()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable error = thrown; error != null; error = error.getCause()) {
            if (type.isInstance(error)) {
                return type.cast(error);
            }
        }
        return null;
    }

    static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
