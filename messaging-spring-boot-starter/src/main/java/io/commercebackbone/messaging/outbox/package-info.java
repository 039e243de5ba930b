/**
 * Publishing: events are stored with the business change that causes them and sent by an ordered relay.
 */
@NullMarked
package io.commercebackbone.messaging.outbox;

import org.jspecify.annotations.NullMarked;
