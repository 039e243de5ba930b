package io.commercebackbone.idempotency;

/**
 * What a key is unique in.
 *
 * @param subject of the caller's token
 * @param route method and path: the same key on another route is another one
 */
record Scope(String subject, String route, String key) {}
