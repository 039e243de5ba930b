/** The payment saga, attacked from all sides. */
@NullMarked
package io.commercebackbone.verify.saga;

import org.jspecify.annotations.NullMarked;
