/**
 * Calls from one service to another: each target behind a circuit breaker, a bulkhead and time-outs of its own, in the
 * name of the calling service and within the trace of the request.
 */
@NullMarked
package io.commercebackbone.calls;

import org.jspecify.annotations.NullMarked;
