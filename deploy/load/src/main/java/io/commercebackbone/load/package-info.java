/**
 * Measures the running local stack, and next to each figure the limit that the same servers set on the same machine at
 * the same time.
 */
@NullMarked
package io.commercebackbone.load;

import org.jspecify.annotations.NullMarked;
