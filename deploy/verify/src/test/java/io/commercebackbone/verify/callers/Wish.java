package io.commercebackbone.verify.callers;

import org.jspecify.annotations.Nullable;

/**
 * A request of an operation that would be granted to the right caller.
 *
 * @param body null for none
 */
record Wish(String path, @Nullable String body) {}
