package io.commercebackbone.idempotency;

/**
 * A request that its client named.
 *
 * @param fingerprint of the payload: the same for the same payload
 */
record KeyedRequest(Scope scope, String fingerprint) {}
