/** Keeps a service from running unprotected because nobody said otherwise. */
@NullMarked
package io.commercebackbone.safety;

import org.jspecify.annotations.NullMarked;
