package io.commercebackbone.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer, to the byte.
 *
 * @param contentType null if there is no body
 * @param body in UTF-8; empty if there is none
 */
record StoredAnswer(
        int status, @Nullable String contentType, @Nullable String location, String body) {}
