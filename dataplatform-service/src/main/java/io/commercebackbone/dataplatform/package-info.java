/** Forwards completed payments to an outside platform, and remembers which of them it has. */
@NullMarked
package io.commercebackbone.dataplatform;

import org.jspecify.annotations.NullMarked;
