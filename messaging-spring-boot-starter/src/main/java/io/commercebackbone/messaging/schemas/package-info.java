/**
 * Holding events that were read against the schemas that are registered for them; works without the registry, on what is
 * known of it.
 */
@NullMarked
package io.commercebackbone.messaging.schemas;

import org.jspecify.annotations.NullMarked;
