/** Forwards completed payments to an outside platform. */
@NullMarked
package io.commercebackbone.dataplatform;

import org.jspecify.annotations.NullMarked;
