/**
 * What services that keep their data in Redis have in common: a client that fails at once while Redis is away, answers
 * that say so, and scripts that run many times in one round trip.
 */
@NullMarked
package io.commercebackbone.redis;

import org.jspecify.annotations.NullMarked;
