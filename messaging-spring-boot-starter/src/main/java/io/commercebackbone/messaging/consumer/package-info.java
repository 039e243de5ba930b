/**
 * Consuming: reading an event of a record, and what happens to a record that cannot be processed, now or ever.
 */
@NullMarked
package io.commercebackbone.messaging.consumer;

import org.jspecify.annotations.NullMarked;
