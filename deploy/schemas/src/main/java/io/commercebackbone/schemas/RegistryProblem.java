package io.commercebackbone.schemas;

import org.jspecify.annotations.Nullable;

/** The registry is not there, or answers what it should not; the message is for an operator. */
final class RegistryProblem extends RuntimeException {

    RegistryProblem(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
