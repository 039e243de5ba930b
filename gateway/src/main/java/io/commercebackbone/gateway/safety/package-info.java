/** Keeps the gateway from running unprotected because nobody said otherwise. */
@NullMarked
package io.commercebackbone.gateway.safety;

import org.jspecify.annotations.NullMarked;
