package io.commercebackbone.local.stack;

import java.time.Instant;

/**
 * A request that the stand-in for the data platform got.
 *
 * @param at when
 * @param path where to
 * @param idempotencyKey the header of that name, empty when there was none
 * @param signature the {@code X-Signature} header, empty when there was none
 * @param traceparent the header of that name, empty when there was none
 * @param body as JSON, or as a string when it is none
 * @param status what it was answered
 */
record Received(
        Instant at,
        String path,
        String idempotencyKey,
        String signature,
        String traceparent,
        Object body,
        int status) {}
