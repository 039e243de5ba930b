/** The trace that a request belongs to. */
@NullMarked
package io.commercebackbone.gateway.trace;

import org.jspecify.annotations.NullMarked;
