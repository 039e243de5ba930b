/** Spans of what no request waits for: events on their way, and calls that they cause. */
@NullMarked
package io.commercebackbone.tracing;

import org.jspecify.annotations.NullMarked;
