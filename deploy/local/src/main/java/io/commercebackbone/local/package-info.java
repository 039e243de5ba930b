/** Real PostgreSQL, Kafka and Redis servers on this machine, for tests and for the local stack. */
@NullMarked
package io.commercebackbone.local;

import org.jspecify.annotations.NullMarked;
