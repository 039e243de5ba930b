package io.commercebackbone.messaging.outbox;

/** The relay's round ended before its rows were sent; they are read and sent again in the next one. */
final class RelayInterruptedException extends RuntimeException {

    RelayInterruptedException(String message) {
        super(message);
    }

    RelayInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
