/** Gives out tokens to whoever asks, for the local stack and for tests only. */
@NullMarked
package io.commercebackbone.issuer;

import org.jspecify.annotations.NullMarked;
