/** Which products sell: counts the units of every order, once, and answers who leads in the last days. */
@NullMarked
package io.commercebackbone.ranking;

import org.jspecify.annotations.NullMarked;
